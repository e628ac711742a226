import { ERROR_CODES } from '@wireproof/registry-api'
import { type Context, Hono } from 'hono'
import { TooManyAttempts } from '../abuse/too-many-attempts.ts'
import { formatUserCode } from '../auth/user-code.ts'
import { DEVICE_LOGIN_MS, DEVICE_POLL_SECONDS, MAX_CLIENT_NAME_CHARS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import { redeemDeviceLogin, startDeviceLogin } from '../services/device-login.ts'
import type { AppEnv } from './app-env.ts'
import { type FormDeps, readFields, readSecretText } from './token-form.ts'

/** The page on which a person approves. */
export const DEVICE_PAGE = '/oauth2/device'

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code'

/** What a device is told beside the word that its program looks at. */
const EXPLANATIONS = {
  authorization_pending: 'nobody has approved this login yet',
  access_denied: 'the login was denied',
  expired_token: 'the login was not approved in time; start again',
  invalid_grant: 'the device code is unknown, expired or used',
} as const

/**
 * The login of the stock client without flags: it registers, asks for codes, and polls until a person has approved.
 * A registration is kept nowhere: its id *is* the name that the client gave itself, so that strangers cannot fill a
 * table with registrations.
 * Source: RFC 8628 and RFC 7591, in the JSON form that buf 1.75 speaks.
 */
export function deviceRoutes(deps: FormDeps): Hono<AppEnv> {
  const { context, trustedProxies, publicOrigin } = deps
  return new Hono<AppEnv>()
    .post('/oauth2/device/registration', (c) =>
      orOauthError(c, async () => {
        const clientName = parseClientName(await readSecretText(c, trustedProxies))
        return c.json({
          client_id: Buffer.from(clientName).toString('base64url'),
          client_id_issued_at: Math.floor(context.now() / 1000),
        })
      }),
    )
    .post('/oauth2/device/authorization', (c) =>
      orOauthError(c, async () => {
        const clientId = (await readFields(c, deps)).get('client_id') ?? ''
        const clientName = Buffer.from(clientId.slice(0, 8 * MAX_CLIENT_NAME_CHARS), 'base64url').toString('utf8')
        const { deviceCode, userCode } = await startDeviceLogin(context, clientName)
        const shown = formatUserCode(userCode)
        return c.json({
          device_code: deviceCode,
          user_code: shown,
          verification_uri: `${publicOrigin}${DEVICE_PAGE}`,
          verification_uri_complete: `${publicOrigin}${DEVICE_PAGE}?user_code=${shown}`,
          expires_in: DEVICE_LOGIN_MS / 1000,
          interval: DEVICE_POLL_SECONDS,
        })
      }),
    )
    .post('/oauth2/device/token', (c) =>
      orOauthError(c, async () => {
        const form = await readFields(c, deps)
        if (form.get('grant_type') !== GRANT_TYPE) {
          return oauthError(c, 400, 'unsupported_grant_type', `grant_type must be ${GRANT_TYPE}`)
        }
        const redeemed = await redeemDeviceLogin(context, form.get('device_code') ?? '')
        if ('error' in redeemed) return oauthError(c, 400, redeemed.error, EXPLANATIONS[redeemed.error])
        return c.json({ access_token: redeemed.secret, token_type: 'Bearer' })
      }),
    )
}

function parseClientName(text: string): string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text || '{}')
  } catch {
    throw new RegistryError('invalid_argument', 'the registration is not JSON')
  }
  const name = typeof parsed === 'object' && parsed !== null && 'client_name' in parsed ? parsed.client_name : ''
  return typeof name === 'string' ? name.slice(0, MAX_CLIENT_NAME_CHARS) : ''
}

/** Source: RFC 6749 section 5.2. */
function oauthError(c: Context<AppEnv>, status: 400 | 403 | 429, error: string, description: string): Response {
  c.header('cache-control', 'no-store')
  return c.json({ error, error_description: description }, status)
}

async function orOauthError(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    c.header('cache-control', 'no-store')
    return await answer()
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const { http } = ERROR_CODES[error.code]
    if (error instanceof TooManyAttempts)
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
    if (http === 429) return oauthError(c, 429, 'temporarily_unavailable', error.message)
    return oauthError(c, http === 403 ? 403 : 400, http === 403 ? 'access_denied' : 'invalid_request', error.message)
  }
}
