import { hashToken } from '../../auth/token.ts'
import { REFRESH_GRACE_MS } from '../../limits.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import { generateSuccessor, hashSuccessor, successorOf } from './session-secrets.ts'
import type { SecretSession } from './start-session.ts'

/** Why a refresh token gave nothing. `reused`: the session has been revoked for it. */
export interface RefusedRotation {
  readonly refused: 'unknown' | 'ended' | 'reused'
  /** Undefined when the token is unknown. */
  readonly session: SessionRecord | undefined
}

/**
 * Trades a refresh token for its successor. Asked twice at once, or again because the answer was lost, it gives the same
 * successor: one family, one token that is good. See `SessionStore.rotateRefreshToken`.
 */
export async function rotateSession(
  context: Pick<ServiceContext, 'sessions' | 'now'>,
  presented: string,
  address: string,
): Promise<SecretSession | RefusedRotation> {
  const proposed = generateSuccessor(presented)
  const rotation = { salt: proposed.salt, successor: hashSuccessor(proposed), graceMs: REFRESH_GRACE_MS, address }
  const outcome = await context.sessions.rotateRefreshToken(hashToken(presented), rotation, context.now())
  switch (outcome.kind) {
    case 'rotated':
      return { session: outcome.session, secret: successorOf(presented, outcome.salt) }
    case 'unknown':
      return { refused: 'unknown', session: undefined }
    case 'ended':
    case 'reused':
      return { refused: outcome.kind, session: outcome.session }
  }
}
