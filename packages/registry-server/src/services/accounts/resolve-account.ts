import { requireRight } from '../../auth/access.ts'
import { requireFresh } from '../../auth/fresh.ts'
import type { Caller, Principal } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord } from '../../storage/account-records.ts'
import type { OwnerRef } from '../refs.ts'
import type { ServiceContext } from '../service-context.ts'

/** The account that is meant, a deleted one by its id only; `not_found` otherwise. */
export async function resolveAccount({ store }: Pick<ServiceContext, 'store'>, ref: OwnerRef): Promise<AccountRecord> {
  const found = 'id' in ref ? await store.findAccount(ref.id) : await store.findAccountByName(ref.name)
  if (found !== undefined) return found.account
  throw new RegistryError('not_found', `the account ${'id' in ref ? ref.id : ref.name} does not exist`)
}

/** The caller, who must be an administrator of the registry and have proven lately who they are. */
export function requireAdministrator(context: Pick<ServiceContext, 'now'>, caller: Caller): Principal {
  const principal = requireRight(caller, 'own', REGISTRY)
  requireFresh(principal, context.now())
  return principal
}
