import { forgetLoginFailures } from '../../abuse/login-attempt.ts'
import { accountTarget } from '../../audit/audit-targets.ts'
import { recordChange } from '../../audit/record-event.ts'
import { requireSignedIn } from '../../auth/access.ts'
import { requireFresh } from '../../auth/fresh.ts'
import { hashPassword } from '../../auth/passwords/password-hash.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import { authenticatePassword } from '../credentials/authenticate-password.ts'
import type { OwnerRef } from '../refs.ts'
import type { ServiceContext } from '../service-context.ts'
import { findAccountLink, linkIsDead, type NewSecretLink, newAccountLink } from './account-links.ts'
import { assertPassword } from './assert-password.ts'
import { endingSessions } from './end-sessions.ts'
import { requireAdministrator, resolveAccount } from './resolve-account.ts'

export interface PasswordChange {
  readonly oldPassword: string
  readonly newPassword: string
  /** The `Cookie` header, by which the account may know the device. */
  readonly cookieHeader?: string | undefined
}

/**
 * Changes the caller's own password, and ends the caller's other sessions; returns how many. The session that asks should
 * get a new identifier: see `renewSession`. `invalid_argument` when the old password is wrong or the new one is no good;
 * `resource_exhausted` after too many attempts.
 * Source: OWASP ASVS 5.0, 6.2.2, 6.2.3 and 7.4.3.
 */
export async function changePassword(context: ServiceContext, caller: Caller, change: PasswordChange): Promise<number> {
  const principal = requireSignedIn(caller)
  requireFresh(principal, context.now())
  const { userId, userName } = principal
  const { oldPassword, newPassword, cookieHeader } = change
  try {
    await authenticatePassword(context, { name: userName, password: oldPassword, cookieHeader })
  } catch (error) {
    // The caller is known, and stays signed in.
    if (!(error instanceof RegistryError && error.code === 'unauthenticated')) throw error
    throw new RegistryError('invalid_argument', 'the old password is wrong')
  }
  assertPassword(context, userName, newPassword)
  const phc = await hashPassword(newPassword)
  const end = { userId, reason: 'credential-changed', by: principal, keepsCurrent: true } as const
  const { count } = await endingSessions(context, end, () =>
    recordChange(
      context,
      (store) => store.setPassword(userId, phc, context.now()),
      () => ({
        action: 'account.password-changed',
        actor: principal,
        target: accountTarget({ id: userId, name: userName }),
      }),
    ),
  )
  return count
}

/**
 * Makes a link by which a person chooses a new password. The old one stops working, and the sessions of the account end:
 * whoever asks for this may have lost it to somebody else. For administrators. `failed_precondition` for a robot, which
 * has no password, and for an account that is disabled.
 */
export async function resetPassword(context: ServiceContext, caller: Caller, ref: OwnerRef): Promise<NewSecretLink> {
  const principal = requireAdministrator(context, caller)
  const account = await resolveAccount(context, ref)
  if (account.userType === 'machine') {
    throw new RegistryError('failed_precondition', `${account.name} is a robot and has no password; make a token`)
  }
  if (account.state !== 'active') {
    throw new RegistryError('failed_precondition', `${account.name} is ${account.state}; enable it first`)
  }
  const reset = newAccountLink(context, 'reset', account.id, principal.userId)
  const end = { userId: account.id, reason: 'credential-changed', by: principal, keepsCurrent: true } as const
  await endingSessions(context, end, () =>
    recordChange(
      context,
      async (store) => {
        await store.removePassword(account.id)
        await store.insertAccountLink(reset.link, context.now())
      },
      () => ({
        action: 'account.link-created',
        actor: principal,
        target: accountTarget(account),
        details: { purpose: 'reset' },
      }),
    ),
  )
  return reset
}

/**
 * Sets the password that a link is for; the link, and every other one of the account, is used up by it, and the account's
 * sessions end. `unauthenticated` when the link is no good, `invalid_argument` when the password is: then the link can be
 * used again.
 */
export async function redeemAccountLink(
  context: ServiceContext,
  { secret, password }: { readonly secret: string; readonly password: string },
): Promise<AccountRights> {
  const { lookup, purpose, account } = await findAccountLink(context, secret)
  assertPassword(context, account.name, password)
  const phc = await hashPassword(password)
  const end = { userId: account.id, reason: 'credential-changed', by: undefined, keepsCurrent: false } as const
  await endingSessions(context, end, () =>
    recordChange(
      context,
      async (store) => {
        if (!(await store.useAccountLink(lookup, context.now()))) throw linkIsDead()
        await store.setPassword(account.id, phc, context.now())
      },
      () => ({
        action: 'account.password-changed',
        actor: { userId: account.id, userName: account.name },
        target: accountTarget(account),
        details: { purpose },
      }),
    ),
  )
  await forgetLoginFailures(context, { account: account.name })
  const rights = await context.store.findAccount(account.id)
  if (rights === undefined) throw linkIsDead()
  return rights
}
