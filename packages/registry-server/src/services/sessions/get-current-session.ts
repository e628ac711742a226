import { requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord } from '../../storage/account-records.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import { invalidCredential } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'

/** A session, and whose it is. */
export interface OwnedSession {
  readonly session: SessionRecord
  readonly account: AccountRecord
}

/** The session that makes the request. `failed_precondition` when a token does. */
export async function getCurrentSession(
  context: Pick<ServiceContext, 'store' | 'sessions'>,
  caller: Caller,
): Promise<OwnedSession> {
  const { credential, userId } = requireSignedIn(caller)
  if (credential.kind !== 'session') {
    throw new RegistryError('failed_precondition', 'this request is made with a token, and not with a session')
  }
  const session = await context.sessions.findSession(credential.sessionId)
  const rights = await context.store.findAccount(userId)
  if (session === undefined || rights === undefined) throw invalidCredential()
  return { session, account: rights.account }
}
