import { RegistryError } from '../../registry-error.ts'
import type { Store } from '../../storage/store.ts'

/** `failed_precondition` when an account has no way left in which its holder can log in: to be called in the same step. */
export async function assertWayLeft(store: Store, userId: string): Promise<void> {
  const rights = await store.findAccount(userId)
  if (rights?.account.hasPassword === true) return
  const others = [...(await store.listExternalIdentities(userId)), ...(await store.listPasskeys(userId))]
  if (others.length > 0) return
  throw new RegistryError('failed_precondition', 'this is your last way to log in; set a password or add another first')
}
