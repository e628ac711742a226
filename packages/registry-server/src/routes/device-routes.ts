import { Hono } from 'hono'
import { formatUserCode } from '../auth/user-code.ts'
import { DEVICE_LOGIN_MS, DEVICE_POLL_SECONDS, MAX_CLIENT_NAME_CHARS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import { redeemForToken, startDeviceLogin } from '../services/device-login.ts'
import type { AppEnv } from './app-env.ts'
import { type FormDeps, readFields, readSecretText } from './form-body.ts'
import { oauthError, orOauthError } from './oauth/oauth-error.ts'
import { DEVICE_CODE_GRANT, DEVICE_ERRORS } from './oauth/token-endpoint.ts'

/** The page on which a person approves. */
export const DEVICE_PAGE = '/oauth2/device'

/**
 * The login of the stock client without flags: it registers, asks for codes, and polls until a person has approved. It
 * gets a personal token at an endpoint of its own, as it keeps one secret and refreshes nothing; other clients poll the
 * token endpoint and get a session.
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
        if (form.get('grant_type') !== DEVICE_CODE_GRANT) {
          return oauthError(c, 400, 'unsupported_grant_type', `grant_type must be ${DEVICE_CODE_GRANT}`)
        }
        const redeemed = await redeemForToken(context, form.get('device_code') ?? '')
        if ('error' in redeemed) return oauthError(c, 400, redeemed.error, DEVICE_ERRORS[redeemed.error])
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
