import { requireRight, requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import type { AccountRecord } from '../../storage/account-records.ts'
import type { Page } from '../../storage/page.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { OwnerRef } from '../refs.ts'
import type { ServiceContext } from '../service-context.ts'
import { resolveAccount } from './resolve-account.ts'

/** The caller's own account, or for administrators any. */
export async function getAccount(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  ref: OwnerRef | undefined,
): Promise<AccountRecord> {
  const principal = requireSignedIn(caller)
  const isOwn = ref === undefined || ('id' in ref ? ref.id === principal.userId : ref.name === principal.userName)
  if (isOwn) return resolveAccount(context, { id: principal.userId })
  requireRight(principal, 'own', REGISTRY)
  return resolveAccount(context, ref)
}

/** All accounts that are not deleted. For administrators. */
export async function listAccounts(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  page: PageParameters,
): Promise<Page<AccountRecord>> {
  requireRight(caller, 'own', REGISTRY)
  return context.store.listAccounts(toPageRequest(page))
}
