import { createHmac, randomBytes } from 'node:crypto'
import { generateToken, hashToken } from '../../auth/token.ts'
import type { SessionStrategy } from '../../storage/session-records.ts'
import type { SecretHash } from '../../storage/session-store.ts'

/** Marks the identifier of a session, in a cookie or an `Authorization` header. */
export const SESSION_PREFIX = 'wps_'
/** Marks a refresh token. */
export const REFRESH_PREFIX = 'wpr_'

/** A new secret for a session: its identifier, or with the strategy `token` its first refresh token. */
export function generateSessionSecret(strategy: SessionStrategy): string {
  return generateToken(strategy === 'token' ? REFRESH_PREFIX : SESSION_PREFIX)
}

/** What a refresh token is traded for, and the salt that gives the same one again. */
export interface Successor {
  readonly secret: string
  readonly salt: string
}

/** A successor that nobody can know in advance: the salt is random. */
export function generateSuccessor(presented: string): Successor {
  const salt = randomBytes(32).toString('base64url')
  return { secret: successorOf(presented, salt), salt }
}

/**
 * The successor that a salt makes. The store knows the salt and the hash of the token, neither of which gives the
 * successor; a client that knows the token learns nothing without the salt.
 */
export function successorOf(presented: string, salt: string): string {
  return REFRESH_PREFIX + createHmac('sha256', presented).update(salt).digest('base64url')
}

/** Lookup and hash of a successor. */
export function hashSuccessor({ secret }: Successor): SecretHash {
  return hashToken(secret)
}
