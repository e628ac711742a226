import { noticeUnknownCredential } from '../abuse/unknown-credential.ts'
import { looksLikeAccessToken } from '../auth/keys/access-token.ts'
import type { Caller, Principal } from '../auth/principal.ts'
import { tokenProblem } from '../auth/token.ts'
import { RegistryError } from '../registry-error.ts'
import { authenticateClaims, authenticateSessionSecret } from './credentials/authenticate-session.ts'
import { authenticateToken } from './credentials/authenticate-token.ts'
import { PossessionRefused } from './credentials/possession-refused.ts'
import type { PresentedToken } from './credentials/prove-possession.ts'
import { invalidCredential } from './credentials/to-principal.ts'
import type { ServiceContext } from './service-context.ts'
import { SESSION_PREFIX } from './sessions/session-secrets.ts'

/** What authentication works with. */
export type AuthenticationContext = Pick<ServiceContext, 'store' | 'sessions' | 'keyRing' | 'dpop' | 'now' | 'limiter'>

/**
 * Who sends this `Authorization` header; undefined when there is none. Bearer is what RPC clients send, DPoP what those
 * send whose tokens are bound to a key of theirs (RFC 9449); Basic with the token as password is what programs send that
 * read the same netrc entry (RFC 7617). A credential is an access token, the identifier of a server-side session, or a
 * personal or robot token.
 * `unauthenticated` for anything that is not a valid credential, also where none would be needed; `resource_exhausted`
 * when the address has presented too many of those.
 */
export async function authenticate(
  context: AuthenticationContext,
  header: string | undefined,
  address: string,
): Promise<Caller> {
  if (header === undefined) return undefined
  try {
    return await identify(context, header, address)
  } catch (error) {
    if (isUnknown(error)) await noticeUnknownCredential(context)
    throw error
  }
}

/** A good token that is to be sent again with another nonce is no sign of somebody who tries out tokens. */
function isUnknown(error: unknown): boolean {
  if (error instanceof PossessionRefused && error.refusal === 'nonce') return false
  return error instanceof RegistryError && error.code === 'unauthenticated'
}

async function identify(context: AuthenticationContext, header: string, address: string): Promise<Principal> {
  const presented = readCredential(header)
  if (presented === undefined) throw invalidCredential()
  const { scheme, accessToken } = presented
  if (looksLikeAccessToken(accessToken)) {
    const result = await context.keyRing.verify(accessToken)
    if ('problem' in result) throw invalidCredential()
    return (await authenticateClaims(context, result.claims, address, presented)).principal
  }
  if (tokenProblem(accessToken) !== undefined) throw invalidCredential()
  if (accessToken.startsWith(SESSION_PREFIX)) {
    return (await authenticateSessionSecret(context, accessToken, 'server-side', address, presented)).principal
  }
  // Personal and robot tokens are bound to no key.
  if (scheme === 'dpop') throw invalidCredential()
  return authenticateToken(context, accessToken)
}

function readCredential(header: string): PresentedToken | undefined {
  const [, scheme, value] = /^(\w+) +(\S+)$/.exec(header.trim()) ?? []
  if (scheme === undefined || value === undefined) return undefined
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return { scheme: 'bearer', accessToken: value }
    case 'dpop':
      return { scheme: 'dpop', accessToken: value }
    case 'basic': {
      const decoded = Buffer.from(value, 'base64').toString('utf8')
      const colon = decoded.indexOf(':')
      return colon < 0 ? undefined : { scheme: 'bearer', accessToken: decoded.slice(colon + 1) }
    }
    default:
      return undefined
  }
}
