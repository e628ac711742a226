import { accountTarget } from '../../audit/audit-targets.ts'
import { recordChange } from '../../audit/record-event.ts'
import type { Caller } from '../../auth/principal.ts'
import type { AccountRecord, RegistryRole, UserState } from '../../storage/account-records.ts'
import type { OwnerRef } from '../refs.ts'
import type { ServiceContext } from '../service-context.ts'
import { endingSessions } from './end-sessions.ts'
import { requireAdministrator, resolveAccount } from './resolve-account.ts'

/**
 * Disables an account, which ends its sessions, and keeps its tokens from working until it is enabled again. For
 * administrators. `failed_precondition` when no active administrator would be left.
 */
export async function setAccountState(
  context: ServiceContext,
  caller: Caller,
  ref: OwnerRef,
  state: Exclude<UserState, 'deleted'>,
): Promise<AccountRecord> {
  const principal = requireAdministrator(context, caller)
  const { id } = await resolveAccount(context, ref)
  const change = () =>
    recordChange(
      context,
      (store) => store.changeAccount(id, { state }, context.now()),
      (account) => ({
        action: 'account.changed',
        actor: principal,
        target: accountTarget(account),
        details: { state },
      }),
    )
  if (state === 'active') return change()
  const end = { userId: id, reason: 'principal-disabled', by: principal, keepsCurrent: false } as const
  return (await endingSessions(context, end, change)).result
}

/**
 * Gives an account another role on the whole registry. What it may do is read at each request, so that it holds at once;
 * its sessions end all the same, but for the one that makes the change: no identifier outlives the rights that it was made
 * with. For administrators. `failed_precondition` when no active administrator would be left.
 * Source: OWASP Session Management Cheat Sheet, "Renew the Session ID After Any Privilege Level Change".
 */
export async function setRegistryRole(
  context: ServiceContext,
  caller: Caller,
  ref: OwnerRef,
  registryRole: RegistryRole,
): Promise<AccountRecord> {
  const principal = requireAdministrator(context, caller)
  const before = await resolveAccount(context, ref)
  if (before.registryRole === registryRole) return before
  const { result } = await endingSessions(
    context,
    { userId: before.id, reason: 'credential-changed', by: principal, keepsCurrent: true },
    () =>
      recordChange(
        context,
        (store) => store.changeAccount(before.id, { registryRole }, context.now()),
        (account) => ({
          action: 'account.changed',
          actor: principal,
          target: accountTarget(account),
          details: { registryRole, previousRole: before.registryRole },
        }),
      ),
  )
  return result
}

/**
 * Deletes an account: its password, tokens and places in organizations go, its sessions end, its name is free. What it did
 * stays on record under its id, which nobody gets again. For administrators. `failed_precondition` when it owns something,
 * or no active administrator would be left.
 */
export async function deleteAccount(context: ServiceContext, caller: Caller, ref: OwnerRef): Promise<void> {
  const principal = requireAdministrator(context, caller)
  const account = await resolveAccount(context, ref)
  const end = { userId: account.id, reason: 'principal-disabled', by: principal, keepsCurrent: false } as const
  await endingSessions(context, end, () =>
    recordChange(
      context,
      (store) => store.deleteAccount(account.id, context.now()),
      () => ({ action: 'account.deleted', actor: principal, target: accountTarget(account) }),
    ),
  )
}
