import type { MemberRole, RegistryRole } from '../storage/account-records.ts'
import type { Scope, Visibility } from '../storage/records.ts'
import type { Caller, Principal } from './principal.ts'

/**
 * What may be done to something; each right includes those before it. `push`: commits, labels, new modules.
 * `maintain`: change modules and their policies, archive labels, webhooks. `own`: members, deletion.
 */
export type Right = 'read' | 'push' | 'maintain' | 'own'

/** The registry as a whole. */
export const REGISTRY = { kind: 'registry' } as const

export interface OwnerSubject {
  readonly ownerId: string
  readonly ownerName: string
}

/** A module, or a plugin or policy, which are named alike. */
export interface ModuleSubject extends OwnerSubject {
  readonly name: string
  readonly visibility: Visibility
}

export type Subject = typeof REGISTRY | OwnerSubject | ModuleSubject

const RANK = { read: 1, push: 2, maintain: 3, own: 4 } as const satisfies Record<Right, number>

const OF_REGISTRY_ROLE = { none: undefined, reader: 'read', writer: 'push', admin: 'own' } as const satisfies Record<
  RegistryRole,
  Right | undefined
>
const OF_MEMBER_ROLE = {
  reader: 'read',
  writer: 'push',
  maintainer: 'maintain',
  owner: 'own',
} as const satisfies Record<MemberRole, Right>
const OF_PERMISSION = { read: 'read', push: 'push', admin: 'own' } as const satisfies Record<Scope, Right>

/** Whether the caller has a right on something. */
export function hasRight(caller: Caller, right: Right, subject: Subject): boolean {
  return RANK[right] <= rank(rightOn(caller, subject))
}

/**
 * The highest right that the caller has: the lesser of what the account has, by its roles, and what the credential
 * passes on, by its scopes. Public modules are read by everybody, whatever the credential is for.
 */
export function rightOn(caller: Caller, subject: Subject): Right | undefined {
  const least: Right | undefined = 'visibility' in subject && subject.visibility === 'public' ? 'read' : undefined
  if (caller === undefined) return least
  return higher(least, lesser(rightOfAccount(caller, subject), rightOfCredential(caller, subject)))
}

/** What the account has, whatever its credential. */
export function rightOfAccount(principal: Principal, subject: Subject): Right | undefined {
  const everywhere = OF_REGISTRY_ROLE[principal.registryRole]
  // A reader or writer of all modules has no say in what the registry itself is.
  if (!('ownerId' in subject)) return principal.registryRole === 'admin' ? 'own' : undefined
  if (subject.ownerId === principal.userId) return 'own'
  const membership = principal.memberships.find(({ organizationId }) => organizationId === subject.ownerId)
  return higher(everywhere, membership && OF_MEMBER_ROLE[membership.role])
}

function rightOfCredential({ scopes }: Principal, subject: Subject): Right | undefined {
  return scopes
    .filter(({ resource }) => covers(resource, subject))
    .map(({ permission }) => OF_PERMISSION[permission])
    .reduce<Right | undefined>(higher, undefined)
}

function covers(resource: string, subject: Subject): boolean {
  if (resource === '') return true
  if (!('ownerId' in subject)) return false
  if (resource === subject.ownerName) return true
  return 'name' in subject && resource === `${subject.ownerName}/${subject.name}`
}

function rank(right: Right | undefined): number {
  return right === undefined ? 0 : RANK[right]
}

function higher(a: Right | undefined, b: Right | undefined): Right | undefined {
  return rank(a) >= rank(b) ? a : b
}

function lesser(a: Right | undefined, b: Right | undefined): Right | undefined {
  return rank(a) <= rank(b) ? a : b
}
