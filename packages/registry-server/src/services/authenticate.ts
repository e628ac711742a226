import type { Caller } from '../auth/principal.ts'
import { hashToken, isSameHash, tokenProblem } from '../auth/token.ts'
import { RegistryError } from '../registry-error.ts'
import type { ServiceContext } from './service-context.ts'

/**
 * Who sends this `Authorization` header; undefined when there is none. Bearer is what RPC clients send; Basic with the
 * token as password is what programs send that read the same netrc entry (RFC 7617).
 * `unauthenticated` for anything that is not a valid token, also where no token would be needed.
 */
export async function authenticate(
  context: Pick<ServiceContext, 'store' | 'now'>,
  header: string | undefined,
): Promise<Caller> {
  if (header === undefined) return undefined
  const token = readToken(header)
  if (token === undefined || tokenProblem(token) !== undefined) throw invalid()
  const { lookup, hash } = hashToken(token)
  const found = await context.store.findTokenByLookup(lookup)
  if (found === undefined || !isSameHash(found.hash, hash)) throw invalid()
  const { userId, userName, scope, revokedAtMs, expiresAtMs } = found.token
  if (revokedAtMs !== undefined) throw invalid()
  if (expiresAtMs !== undefined && expiresAtMs <= context.now()) throw invalid()
  return { userId, userName, scope }
}

function readToken(header: string): string | undefined {
  const [, scheme, value] = /^(\w+) +(\S+)$/.exec(header.trim()) ?? []
  if (scheme === undefined || value === undefined) return undefined
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return undefined
  const decoded = Buffer.from(value, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? undefined : decoded.slice(colon + 1)
}

function invalid(): RegistryError {
  return new RegistryError('unauthenticated', 'the token is not valid: it is unknown, expired or revoked')
}
