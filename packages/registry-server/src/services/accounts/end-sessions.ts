import type { Principal } from '../../auth/principal.ts'
import type { SessionRevocationReason } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'

/** Whose sessions end, and why. */
export interface SessionsToEnd {
  readonly userId: string
  readonly reason: SessionRevocationReason
  /** Undefined: somebody with a one-time link. */
  readonly by: Principal | undefined
  /** Whether the session that asks for it goes on. */
  readonly keepsCurrent: boolean
}

/**
 * Makes a change after which an account's sessions must not go on. They end before it, so that it is not made when they
 * cannot be ended, and again after it, for those that began meanwhile. Returns what the change does, and how many ended.
 */
export async function endingSessions<T>(
  context: Pick<ServiceContext, 'sessions' | 'now'>,
  { userId, reason, by, keepsCurrent }: SessionsToEnd,
  change: () => Promise<T>,
): Promise<{ readonly result: T; readonly count: number }> {
  const exceptId = keepsCurrent && by?.credential.kind === 'session' ? by.credential.sessionId : undefined
  const end = () =>
    context.sessions.revokeSessions({ userId, exceptId }, { reason, byUserId: by?.userId }, context.now())
  const before = await end()
  const result = await change()
  return { result, count: before + (await end()) }
}
