import { noticeUnknownCredential } from '../abuse/unknown-credential.ts'
import type { Caller } from '../auth/principal.ts'
import { tokenProblem } from '../auth/token.ts'
import { RegistryError } from '../registry-error.ts'
import { authenticateSessionSecret } from './credentials/authenticate-session.ts'
import { authenticateToken } from './credentials/authenticate-token.ts'
import { invalidCredential } from './credentials/to-principal.ts'
import type { ServiceContext } from './service-context.ts'
import { SESSION_PREFIX } from './sessions/session-secrets.ts'

/**
 * Who sends this `Authorization` header; undefined when there is none. Bearer is what RPC clients send; Basic with the
 * token as password is what programs send that read the same netrc entry (RFC 7617).
 * `unauthenticated` for anything that is not a valid token, also where no token would be needed; `resource_exhausted`
 * when the address has presented too many of those.
 */
export async function authenticate(
  context: Pick<ServiceContext, 'store' | 'sessions' | 'now' | 'limiter'>,
  header: string | undefined,
  address: string,
): Promise<Caller> {
  if (header === undefined) return undefined
  try {
    return await identify(context, header, address)
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') await noticeUnknownCredential(context)
    throw error
  }
}

async function identify(
  context: Pick<ServiceContext, 'store' | 'sessions' | 'now'>,
  header: string,
  address: string,
): Promise<Caller> {
  const secret = readSecret(header)
  if (secret === undefined || tokenProblem(secret) !== undefined) throw invalidCredential()
  if (secret.startsWith(SESSION_PREFIX)) {
    return (await authenticateSessionSecret(context, secret, 'server-side', address)).principal
  }
  return authenticateToken(context, secret)
}

function readSecret(header: string): string | undefined {
  const [, scheme, value] = /^(\w+) +(\S+)$/.exec(header.trim()) ?? []
  if (scheme === undefined || value === undefined) return undefined
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return undefined
  const decoded = Buffer.from(value, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? undefined : decoded.slice(colon + 1)
}
