import { type AccessTokenClaims, signAccessToken } from '../../auth/keys/access-token.ts'
import { formatScopes } from '../../auth/scope-text.ts'
import { ACCESS_TOKEN_MS } from '../../limits.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import type { SessionBinding, SessionRecord } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import type { SecretSession } from './start-session.ts'

/** What a client gets to show: the secrets of a session, each once. */
export interface TokenSet {
  readonly accessToken: string
  /** The scheme under which it is presented. Source: RFC 6750 and RFC 9449 section 5. */
  readonly tokenType: 'Bearer' | 'DPoP'
  readonly accessTokenExpiresAtMs: number
  /** Empty with the strategy `server-side`. */
  readonly refreshToken: string
  readonly refreshTokenExpiresAtMs: number
}

/**
 * The tokens of a session that was started or rotated: with the strategy `token` a signed access token beside the refresh
 * token, with `server-side` the one secret. `scopes` narrows the access token; the caller has checked that it does.
 */
export async function issueTokenSet(
  context: Pick<ServiceContext, 'keyRing' | 'publicOrigin' | 'now' | 'newId'>,
  { session, secret }: SecretSession,
  options: { readonly scopes?: readonly ScopeGrant[] } = {},
): Promise<TokenSet> {
  const tokenType = session.binding?.kind === 'dpop' ? 'DPoP' : 'Bearer'
  const endsAtMs = Math.min(session.absoluteExpiresAtMs, session.lastActiveAtMs + session.idleTimeoutMs)
  if (session.strategy !== 'token') {
    return {
      accessToken: secret,
      tokenType,
      accessTokenExpiresAtMs: endsAtMs,
      refreshToken: '',
      refreshTokenExpiresAtMs: 0,
    }
  }
  const nowMs = context.now()
  const expiresAtMs = Math.min(nowMs + ACCESS_TOKEN_MS, session.absoluteExpiresAtMs)
  const issuedAtS = Math.floor(nowMs / 1000)
  const claims: AccessTokenClaims = {
    iss: context.publicOrigin,
    aud: context.publicOrigin,
    sub: session.userId,
    sid: session.id,
    jti: context.newId(),
    client_id: session.clientName || 'unnamed',
    scope: formatScopes(options.scopes ?? session.scopes),
    gen: session.generation,
    iat: issuedAtS,
    nbf: issuedAtS,
    exp: Math.floor(expiresAtMs / 1000),
    ...(session.binding !== undefined && { cnf: confirmationOf(session.binding) }),
  }
  return {
    accessToken: await signAccessToken(claims, await context.keyRing.signingKey()),
    tokenType,
    accessTokenExpiresAtMs: claims.exp * 1000,
    refreshToken: secret,
    refreshTokenExpiresAtMs: endsAtMs,
  }
}

/** Whether an access token names the key that its session is bound to. */
export function isBoundAlike(cnf: AccessTokenClaims['cnf'], { binding }: SessionRecord): boolean {
  return JSON.stringify(cnf) === JSON.stringify(binding && confirmationOf(binding))
}

function confirmationOf({ kind, thumbprint }: SessionBinding): NonNullable<AccessTokenClaims['cnf']> {
  return kind === 'dpop' ? { jkt: thumbprint } : { 'x5t#S256': thumbprint }
}
