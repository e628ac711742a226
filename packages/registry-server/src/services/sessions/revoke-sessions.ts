import { recordEvent } from '../../audit/record-event.ts'
import { requireRight, requireScope } from '../../auth/access.ts'
import { requireFresh } from '../../auth/fresh.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ServiceContext } from '../service-context.ts'

export interface SessionsToRevoke {
  /** Empty: the caller's own. */
  readonly userId: string
  /** The sessions of all accounts. */
  readonly isEveryone: boolean
  /** Keep the session that makes the request. */
  readonly keepsCurrent: boolean
}

/**
 * Ends all sessions of an account, or of everybody, at once; returns how many were live. Needs the admin
 * permission and a recent authentication; what is not the caller's own is for administrators of the registry.
 * Source: OWASP ASVS 5.0, 7.4.5 and 7.5.2.
 */
export async function revokeSessions(
  context: Pick<ServiceContext, 'store' | 'sessions' | 'now'>,
  caller: Caller,
  { userId, isEveryone, keepsCurrent }: SessionsToRevoke,
): Promise<number> {
  const principal = requireScope(caller, 'admin')
  const { credential } = principal
  if (isEveryone && userId !== '') {
    throw new RegistryError('invalid_argument', 'say principal_id or everyone, not both')
  }
  const whose = isEveryone ? undefined : userId || principal.userId
  const isOwn = whose === principal.userId
  if (!isOwn) requireRight(principal, 'own', REGISTRY)
  requireFresh(principal, context.now())
  const rights = whose === undefined ? undefined : await context.store.findAccount(whose)
  if (whose !== undefined && rights === undefined) {
    throw new RegistryError('not_found', `the account ${whose} does not exist`)
  }
  const exceptId = keepsCurrent && credential.kind === 'session' ? credential.sessionId : undefined
  const reason = isOwn ? 'user' : 'administrator'
  const end = { reason, byUserId: principal.userId } as const
  const count = await context.sessions.revokeSessions({ userId: whose, exceptId }, end, context.now())
  await recordEvent(context, {
    action: 'sessions.revoked',
    actor: principal,
    target:
      rights === undefined
        ? { kind: 'registry', id: '', name: '' }
        : { kind: 'account', id: rights.account.id, name: rights.account.name },
    details: { reason, count },
  })
  return count
}
