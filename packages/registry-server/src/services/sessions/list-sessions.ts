import { requireRight, requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord } from '../../storage/account-records.ts'
import type { Page } from '../../storage/page.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ServiceContext } from '../service-context.ts'

/** A person has few sessions: most fit on one page. */
const DEFAULT_SESSIONS = 50

/**
 * The live sessions of an account, last used first: the caller's own when `userId` is empty. Another's are for
 * administrators of the registry.
 */
export async function listSessions(
  context: Pick<ServiceContext, 'store' | 'sessions' | 'now'>,
  caller: Caller,
  userId: string,
  page: Omit<PageParameters, 'descending'>,
): Promise<Page<SessionRecord> & { readonly account: AccountRecord }> {
  const own = requireSignedIn(caller).userId
  if (userId !== '' && userId !== own) requireRight(caller, 'own', REGISTRY)
  const rights = await context.store.findAccount(userId || own)
  if (rights === undefined) throw new RegistryError('not_found', `the account ${userId} does not exist`)
  const request = toPageRequest({ ...page, pageSize: page.pageSize || DEFAULT_SESSIONS, descending: true })
  return {
    ...(await context.sessions.listSessions(rights.account.id, request, context.now())),
    account: rights.account,
  }
}
