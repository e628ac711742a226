import { recordEvent } from '../../audit/record-event.ts'
import { requireScope, requireSignedIn } from '../../auth/access.ts'
import { requireFresh } from '../../auth/fresh.ts'
import type { Caller } from '../../auth/principal.ts'
import { hasRight, REGISTRY } from '../../auth/rights.ts'
import { RegistryError } from '../../registry-error.ts'
import type { SessionRevocationReason } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'

/**
 * Ends one session at once: the caller's current one when `id` is empty, which is signing out and needs nothing more.
 * Any other one needs the admin permission and a recent authentication; another account's is for administrators of the registry, and looks to
 * others like one that does not exist. Ending a session that has ended succeeds.
 * Source: OWASP ASVS 5.0, 7.4.5 and 7.5.2.
 */
export async function revokeSession(
  context: Pick<ServiceContext, 'store' | 'sessions' | 'now'>,
  caller: Caller,
  id: string,
): Promise<void> {
  const principal = requireSignedIn(caller)
  const { credential, userId } = principal
  const currentId = credential.kind === 'session' ? credential.sessionId : undefined
  const sessionId = id || currentId
  if (sessionId === undefined) {
    throw new RegistryError('invalid_argument', 'this request is made with a token: say which session (session_id)')
  }
  const session = await context.sessions.findSession(sessionId)
  const isOwn = session?.userId === userId
  if (session === undefined || !(isOwn || hasRight(principal, 'own', REGISTRY))) {
    throw new RegistryError('not_found', `the session ${sessionId} does not exist`)
  }
  const isCurrent = sessionId === currentId
  if (!isCurrent) {
    requireScope(principal, 'admin')
    requireFresh(principal, context.now())
  }
  const reason: SessionRevocationReason = isCurrent ? 'logout' : isOwn ? 'user' : 'administrator'
  const hasEnded = await context.sessions.revokeSession(sessionId, { reason, byUserId: userId }, context.now())
  if (!hasEnded) return
  await recordEvent(context, {
    action: 'session.revoked',
    actor: principal,
    target: { kind: 'session', id: sessionId, name: '' },
    details: { reason },
  })
}
