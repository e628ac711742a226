import { accountTarget } from '../audit/audit-targets.ts'
import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../auth/access.ts'
import { requireFresh } from '../auth/fresh.ts'
import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { MemberRecord, MemberRole } from '../storage/account-records.ts'
import type { Page } from '../storage/page.ts'
import { endingSessions } from './accounts/end-sessions.ts'
import { resolveAccount } from './accounts/resolve-account.ts'
import { resolveOwner } from './owners.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import type { OwnerRef } from './refs.ts'
import type { ServiceContext } from './service-context.ts'

/** The members of an organization, for those who may read what it owns. */
export async function listMembers(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  organization: OwnerRef,
  page: PageParameters,
): Promise<Page<MemberRecord>> {
  const principal = requireSignedIn(caller)
  const { id, name } = await resolveOwner(context, organization, 'organization')
  requireRight(principal, 'read', { ownerId: id, ownerName: name })
  return context.store.listMembers(id, toPageRequest(page))
}

/**
 * Makes somebody a member of an organization, or gives a member another role; needs the right to own it. The new role
 * holds at once, and the member's sessions end; see `setRegistryRole`. `failed_precondition` when no owner would be left,
 * or the account is not active.
 */
export async function setMember(
  context: ServiceContext,
  caller: Caller,
  organization: OwnerRef,
  { user, role }: { readonly user: OwnerRef; readonly role: MemberRole },
): Promise<Pick<MemberRecord, 'userId' | 'userName' | 'role'>> {
  const principal = requireSignedIn(caller)
  const { id, name } = await resolveOwner(context, organization, 'organization')
  const subject = { ownerId: id, ownerName: name }
  requireRight(principal, 'own', subject)
  requireFresh(principal, context.now())
  const account = await resolveAccount(context, user)
  if (account.state !== 'active') {
    throw new RegistryError('failed_precondition', `the account ${account.name} is ${account.state}`)
  }
  const member = { userId: account.id, userName: account.name, role }
  const present = await context.store.findAccount(account.id)
  if (present?.memberships.some((one) => one.organizationId === id && one.role === role)) return member
  const end = { userId: account.id, reason: 'credential-changed', by: principal, keepsCurrent: true } as const
  await endingSessions(context, end, () =>
    recordChange(
      context,
      (store) => store.setMember(id, { userId: account.id, role }, context.now()),
      ({ previous }) => ({
        action: previous === undefined ? 'member.added' : 'member.changed',
        actor: principal,
        target: accountTarget(account),
        details: { organization: name, role, previousRole: previous },
      }),
    ),
  )
  return member
}

/**
 * Takes a member out of an organization; needs the right to own it, or to be that member. Holds at once, and the member's
 * other sessions end. `failed_precondition` when no owner would be left.
 */
export async function removeMember(
  context: ServiceContext,
  caller: Caller,
  organization: OwnerRef,
  user: OwnerRef,
): Promise<void> {
  const principal = requireSignedIn(caller)
  const { id, name } = await resolveOwner(context, organization, 'organization')
  const subject = { ownerId: id, ownerName: name }
  const account = await resolveAccount(context, user)
  // Everybody may give up their own place, with a credential that holds all that the account may do there.
  const holdsAll = principal.scopes.some(
    ({ permission, resource }) => permission === 'admin' && (resource === '' || resource === name),
  )
  if (account.id !== principal.userId || !holdsAll) requireRight(principal, 'own', subject)
  requireFresh(principal, context.now())
  const present = await context.store.findAccount(account.id)
  if (!present?.memberships.some(({ organizationId }) => organizationId === id)) return
  const end = { userId: account.id, reason: 'credential-changed', by: principal, keepsCurrent: true } as const
  await endingSessions(context, end, () =>
    recordChange(
      context,
      (store) => store.removeMember(id, account.id),
      (wasMember) =>
        wasMember
          ? {
              action: 'member.removed',
              actor: principal,
              target: accountTarget(account),
              details: { organization: name },
            }
          : [],
    ),
  )
}
