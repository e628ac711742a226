import { accountTarget } from '../../audit/audit-targets.ts'
import { recordChange } from '../../audit/record-event.ts'
import { hashPassword } from '../../auth/passwords/password-hash.ts'
import { hashToken } from '../../auth/token.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import { assertFields } from '../assert-fields.ts'
import type { ServiceContext } from '../service-context.ts'
import { findAccountLink, linkIsDead, newAccountLink } from './account-links.ts'
import { assertPassword } from './assert-password.ts'

/** Where the operator reads the code. */
export interface SetupCodeFile {
  /** The code of an earlier start; undefined when there is none. */
  readonly read: () => Promise<string | undefined>
  readonly save: (code: string) => Promise<void>
}

/**
 * Makes sure that a registry in which no administrator has a password has a code with which the first one chooses a name
 * and a password. One that is in the file and still good is kept. Returns whether there is a code now.
 * Source: OWASP ASVS 5.0, 6.3.2: no default accounts.
 */
export async function ensureSetupCode(
  context: Pick<ServiceContext, 'store' | 'now'>,
  adminId: string,
  file: SetupCodeFile,
): Promise<boolean> {
  if (await context.store.hasAdministratorWithPassword()) return false
  const earlier = await file.read()
  const known = earlier === undefined ? undefined : await context.store.findAccountLink(hashToken(earlier).lookup)
  // One that ends during the day is of no use to somebody who sets it up tomorrow morning; a start makes another.
  if (known !== undefined && known.expiresAtMs > context.now()) return true
  const { link, secret } = newAccountLink(context, 'setup', adminId, undefined)
  // Saved before it is valid: a crash in between leaves a file that the next start replaces.
  await file.save(secret)
  await context.store.insertAccountLink(link, context.now())
  return true
}

/** Whether the registry waits for its first administrator. */
export async function isSetupOpen({ store }: Pick<ServiceContext, 'store'>): Promise<boolean> {
  return !(await store.hasAdministratorWithPassword())
}

/**
 * Gives the registry its first administrator who can sign in: a new account, or the one that the command line's token
 * speaks for, which may be named here. `unauthenticated` when the code is no good or an administrator has a password;
 * `already_exists` when the name is that of another owner; `invalid_argument` for a name or password that will not do.
 */
export async function redeemSetupCode(
  context: ServiceContext,
  { code, name, password }: { readonly code: string; readonly name: string; readonly password: string },
): Promise<AccountRights> {
  const { lookup, account: first } = await findAccountLink(context, code, ['setup'])
  const userName = name.trim().toLowerCase()
  assertFields({ ownerName: userName })
  assertPassword(context, userName, password)
  const phc = await hashPassword(password)
  const id = userName === first.name ? first.id : context.newId()
  await recordChange(
    context,
    async (store) => {
      if (await store.hasAdministratorWithPassword()) throw linkIsDead()
      if (!(await store.useAccountLink(lookup, context.now()))) throw linkIsDead()
      if (id !== first.id) {
        const administrator = { id, name: userName, userType: 'standard', registryRole: 'admin' } as const
        await store.createAccount(administrator, context.now())
      }
      await store.setPassword(id, phc, context.now())
    },
    () => {
      const person = { userId: id, userName }
      const target = accountTarget({ id, name: userName })
      const details = { purpose: 'setup' }
      const set = { action: 'account.password-changed', actor: person, target, details } as const
      if (id === first.id) return set
      return [{ action: 'account.created', actor: person, target, details: { registryRole: 'admin' } }, set]
    },
  )
  await context.removeSetupCode()
  const rights = await context.store.findAccount(id)
  if (rights === undefined) throw new RegistryError('aborted', 'the account was deleted meanwhile')
  return rights
}
