import { type Context, Hono } from 'hono'
import { formatScopes, parseScopes } from '../../auth/scope-text.ts'
import { type DeviceLoginError, redeemForSession } from '../../services/device-login.ts'
import type { TokenSet } from '../../services/sessions/issue-token-set.ts'
import { refreshSession } from '../../services/sessions/refresh-session.ts'
import { exchangeExternalToken } from '../../services/trust/exchange-external-token.ts'
import type { AppEnv } from '../app-env.ts'
import type { FormDeps } from '../form-body.ts'
import { oauthError, orOauthError } from './oauth-error.ts'
import { readOauthForm, requireField } from './oauth-form.ts'

export const TOKEN_PATH = '/oauth2/token'

export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'
const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange'
/** What can be traded for tokens here. No password and no implicit grant: RFC 9700 sections 2.1.2 and 2.4. */
export const GRANT_TYPES = ['refresh_token', DEVICE_CODE_GRANT, TOKEN_EXCHANGE_GRANT] as const

const ID_TOKEN_TYPES = ['urn:ietf:params:oauth:token-type:id_token', 'urn:ietf:params:oauth:token-type:jwt']
const ACCESS_TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:access_token'

/** What a device is told beside the word that its program looks at. */
export const DEVICE_ERRORS: Readonly<Record<DeviceLoginError, string>> = {
  authorization_pending: 'nobody has approved this login yet',
  slow_down: 'this device asks too often: wait 5 seconds more between questions from now on',
  access_denied: 'the login was denied',
  expired_token: 'the login was not approved in time; start again',
  invalid_grant: 'the device code is unknown, expired or used',
}

/** Where clients get tokens. Source: RFC 6749 section 3.2; RFC 8628 section 3.4; RFC 8693 section 2. */
export function tokenEndpoint(deps: FormDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post(TOKEN_PATH, (c) =>
    orOauthError(c, async () => {
      const form = await readOauthForm(c, deps)
      switch (requireField(form, 'grant_type')) {
        case 'refresh_token':
          return refresh(c, deps, form)
        case DEVICE_CODE_GRANT:
          return redeem(c, deps, form)
        case TOKEN_EXCHANGE_GRANT:
          return exchange(c, deps, form)
        default:
          return oauthError(c, 400, 'unsupported_grant_type', `grant_type must be one of ${GRANT_TYPES.join(', ')}`)
      }
    }),
  )
}

async function refresh(c: Context<AppEnv>, { context }: FormDeps, form: URLSearchParams): Promise<Response> {
  const scopes = parseScopes(form.get('scope') ?? '')
  if (scopes === undefined) {
    return oauthError(c, 400, 'invalid_scope', 'scope is a list of read, push or admin, or of permission:resource')
  }
  const { session, tokens } = await refreshSession(context, requireField(form, 'refresh_token'), scopes)
  return c.json({
    ...toTokenResponse(tokens, context.now()),
    scope: formatScopes(scopes.length > 0 ? scopes : session.scopes),
  })
}

async function redeem(c: Context<AppEnv>, { context }: FormDeps, form: URLSearchParams): Promise<Response> {
  const redeemed = await redeemForSession(context, requireField(form, 'device_code'))
  if ('error' in redeemed) return oauthError(c, 400, redeemed.error, DEVICE_ERRORS[redeemed.error])
  return c.json(toTokenResponse(redeemed, context.now()))
}

async function exchange(c: Context<AppEnv>, { context }: FormDeps, form: URLSearchParams): Promise<Response> {
  if (!ID_TOKEN_TYPES.includes(requireField(form, 'subject_token_type'))) {
    return oauthError(c, 400, 'invalid_request', `subject_token_type must be one of ${ID_TOKEN_TYPES.join(', ')}`)
  }
  const { token, secret } = await exchangeExternalToken(context, requireField(form, 'subject_token'))
  return c.json({
    access_token: secret,
    issued_token_type: ACCESS_TOKEN_TYPE,
    token_type: 'Bearer',
    expires_in: secondsUntil(token.expiresAtMs ?? 0, context.now()),
    scope: formatScopes(token.scopes),
  })
}

function toTokenResponse(tokens: TokenSet, nowMs: number) {
  return {
    access_token: tokens.accessToken,
    token_type: tokens.tokenType,
    expires_in: secondsUntil(tokens.accessTokenExpiresAtMs, nowMs),
    refresh_token: tokens.refreshToken,
  }
}

function secondsUntil(timeMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((timeMs - nowMs) / 1000))
}
