import type { Scope, UserType } from './records.ts'

export type UserState = 'active' | 'disabled' | 'deleted'
/** What an account may do on the whole registry. `none`: its own modules, those of its organizations, public ones. */
export type RegistryRole = 'none' | 'reader' | 'writer' | 'admin'
export type MemberRole = 'owner' | 'maintainer' | 'writer' | 'reader'

/** A permission that a credential holds: everywhere (`''`), on an owner (`acme`) or on one module (`acme/weather`). */
export interface ScopeGrant {
  readonly permission: Scope
  readonly resource: string
}

export interface AccountRecord {
  readonly id: string
  readonly name: string
  readonly userType: UserType
  readonly state: UserState
  readonly registryRole: RegistryRole
  readonly hasPassword: boolean
  readonly createdAtMs: number
}

export interface MembershipRecord {
  readonly organizationId: string
  readonly role: MemberRole
}

/** An account with everything that decides what it may do. */
export interface AccountRights {
  readonly account: AccountRecord
  readonly memberships: readonly MembershipRecord[]
}

/** `setup`: for the first administrator. `invite`: the first password of an account; `reset`: another one. */
export type AccountLinkPurpose = 'setup' | 'invite' | 'reset'

/** A secret that is good for one use. */
export interface AccountLinkRecord {
  /** See `hashToken`. */
  readonly hash: string
  readonly userId: string
  readonly purpose: AccountLinkPurpose
  readonly expiresAtMs: number
}

export interface MemberRecord {
  readonly userId: string
  readonly userName: string
  readonly role: MemberRole
  readonly createdAtMs: number
}
