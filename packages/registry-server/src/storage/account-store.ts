import type { AccountLinkRecord, AccountRecord, AccountRights, RegistryRole, UserState } from './account-records.ts'
import type { Page, PageRequest } from './page.ts'
import type { UserType } from './records.ts'
import type { SecretHash } from './session-store.ts'

export interface NewAccount {
  readonly id: string
  readonly name: string
  readonly userType: UserType
  readonly registryRole: RegistryRole
}

/** What is undefined stays. */
export interface AccountChange {
  readonly state?: Exclude<UserState, 'deleted'>
  readonly registryRole?: RegistryRole
}

export interface NewAccountLink extends SecretHash {
  readonly userId: string
  readonly purpose: AccountLinkRecord['purpose']
  readonly createdByUserId: string | undefined
  readonly expiresAtMs: number
}

/** The people and programs that may sign in, and what they may do. Each method is atomic. */
export interface AccountStore {
  /** Undefined also for an organization. */
  findAccount(userId: string): Promise<AccountRights | undefined>
  findAccountByName(name: string): Promise<AccountRights | undefined>
  /** Those that are not deleted. */
  listAccounts(page: PageRequest): Promise<Page<AccountRecord>>
  /** `already_exists` when an owner has the name. */
  createAccount(account: NewAccount, nowMs: number): Promise<AccountRecord>
  /** `not_found` when it is missing or deleted; `failed_precondition` when no active administrator would be left. */
  changeAccount(userId: string, change: AccountChange, nowMs: number): Promise<AccountRecord>
  /**
   * Takes away all that an account can act with, and frees its name; what it did stays on record under its id.
   * `not_found` when it is missing or deleted; `failed_precondition` when it owns something, or no active administrator
   * would be left.
   */
  deleteAccount(userId: string, nowMs: number): Promise<void>
  /** Whether an active administrator can sign in with a password. */
  hasAdministratorWithPassword(): Promise<boolean>
  /** The active administrator that was made first. */
  findFirstAdministrator(): Promise<AccountRecord | undefined>

  /** The stored hash of a password (PHC string); undefined when the account has none. */
  findPassword(userId: string): Promise<string | undefined>
  setPassword(userId: string, phc: string, nowMs: number): Promise<void>
  removePassword(userId: string): Promise<void>

  /**
   * In place of the account's link for the same purpose, if there is one; but for setup codes, of which each server has its
   * own. Forgets links that have expired.
   */
  insertAccountLink(link: NewAccountLink, nowMs: number): Promise<void>
  findAccountLink(lookup: string): Promise<AccountLinkRecord | undefined>
  /**
   * Uses up a link, and with it all others of its account. False when it is not there any more or has expired: of two at
   * once only one succeeds.
   */
  useAccountLink(lookup: string, nowMs: number): Promise<boolean>
}
