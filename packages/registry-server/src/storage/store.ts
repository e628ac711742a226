import type { RegistryRole } from './account-records.ts'
import type { AccountStore } from './account-store.ts'
import type { ArtifactStore } from './artifact-store.ts'
import type { AttemptStore } from './attempt-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { ExternalIdentityStore } from './external-identity-store.ts'
import type { KeyStore } from './key-store.ts'
import type { MemberStore } from './member-store.ts'
import type { Page, PageRequest } from './page.ts'
import type { PasskeyStore } from './passkey-store.ts'
import type { Readable } from './readable.ts'
import type {
  CommitRecord,
  DeviceLoginRecord,
  LabelHistoryEntry,
  LabelRecord,
  ModuleRecord,
  ModuleState,
  OwnerRecord,
  PolicyRecord,
  PolicyRecords,
  PolicyTarget,
  Scope,
  TokenRecord,
  UserType,
  Visibility,
} from './records.ts'
import type { SearchStore } from './search-store.ts'
import type { SessionStore } from './session-store.ts'
import type { HeadSymbolsChange, NewDecision, SymbolStore, TakenName } from './symbol-store.ts'
import type { TrustRuleStore } from './trust-rule-store.ts'
import type { WebhookStore } from './webhook-store.ts'

export interface NewUser {
  readonly id: string
  readonly name: string
  readonly userType: UserType
  readonly registryRole: RegistryRole
}

export interface NewOrganization {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly url: string
  /** Who owns it from the beginning; unset: nobody but administrators. */
  readonly firstMemberId?: string
}

export interface OrganizationChange {
  readonly id: string
  readonly description?: string
  readonly url?: string
}

export interface NewModule {
  readonly id: string
  readonly ownerName: string
  /** The id for an organization of this name if there is no such owner; undefined: the owner must exist. */
  readonly newOwnerId: string | undefined
  /** Who owns such an organization from the beginning; unset: nobody. */
  readonly firstMemberId?: string
  readonly name: string
  readonly visibility: Visibility
  readonly description: string
  readonly url: string
  readonly defaultLabelName: string
}

export interface ModuleChange {
  readonly id: string
  readonly visibility?: Visibility
  readonly state?: ModuleState
  readonly description?: string
  readonly url?: string
  readonly defaultLabelName?: string
}

/** `pollIntervalMs`: how long the device is to wait between two questions. */
export type NewDeviceLogin = Omit<DeviceLoginRecord, 'state'> & { readonly pollIntervalMs: number }

/** What a person has granted to a device. */
export interface DeviceGrant {
  readonly userId: string
  readonly scopes: TokenRecord['scopes']
  /** When what the device gets ends; undefined: with its own lifetime. */
  readonly expiresAtMs: number | undefined
}

/** What a person says to a login, and what the token or session that comes of it may do. */
export type DeviceDecision =
  | { readonly approved: false }
  | {
      readonly approved: true
      readonly userId: string
      /** The highest permission among `scopes`. */
      readonly scope: Scope
      readonly scopes: TokenRecord['scopes']
      readonly tokenExpiresAtMs: number
    }

export interface NewCommit {
  readonly id: string
  readonly moduleId: string
  readonly filesDigest: string
  readonly b5: string
  readonly b4: string
  readonly v1BufYaml: Uint8Array
  readonly v1BufLock: Uint8Array | undefined
  readonly sourceControlUrl: string
  /** Ids of all direct and indirect dependencies. */
  readonly dependencyIds: readonly string[]
}

export interface LabelMove {
  readonly moduleId: string
  readonly labelName: string
  readonly newLabelId: string
  readonly commitId: string
  /** The head that the commit was compared with; undefined: the label did not exist. */
  readonly expectedHead: string | undefined
  /** `revisionOf` the policies that were used. */
  readonly expectedPolicyRevision: number
  /** Names that no other module of the owner may have, when the label is the default one. */
  readonly unique: { readonly types: boolean; readonly paths: boolean }
  /** For the index, when the label is the default one; undefined when it is not known: then it is made later. */
  readonly symbols: HeadSymbolsChange | undefined
  /** What the head before uses and the commit does not, for the index; undefined when there was no head. */
  readonly retired: string | undefined
  /** Kept when the label does move. */
  readonly decision: NewDecision
}

export interface Publication {
  /** In an order in which every commit stands behind its dependencies. */
  readonly commits: readonly NewCommit[]
  readonly labelMoves: readonly LabelMove[]
  readonly userId: string
  readonly nowMs: number
  /** Of the rows that moves bring for the index of symbols. */
  readonly symbolsVersion: number
}

/**
 * `conflict`: a label, a policy or a commit is not what the publication was prepared for. Names: they are taken, and were
 * to be unique. In both cases nothing was stored.
 */
export type PublishOutcome = 'published' | 'conflict' | readonly TakenName[]

export interface NewToken {
  readonly id: string
  readonly userId: string
  /** First half of the hash, in hex: finds the row. */
  readonly lookup: string
  /** SHA-256 of the token, in hex. */
  readonly hash: string
  /** The highest permission among `scopes`. */
  readonly scope: TokenRecord['scope']
  /** Undefined: `scope`, everywhere. */
  readonly scopes?: TokenRecord['scopes'] | undefined
  readonly origin: TokenRecord['origin']
  readonly note: string
  readonly expiresAtMs: number | undefined
}

/**
 * Everything that the registry remembers, blobs apart. Each method is atomic. Methods reject with RegistryError:
 * `resource_exhausted` without space, `unavailable` when the database is locked or out of reach; conflicts of names and
 * references as each method says. `find...` gives undefined for what is missing.
 */
export interface Store
  extends AccountStore,
    ArtifactStore,
    AttemptStore,
    AuditStore,
    ExternalIdentityStore,
    KeyStore,
    PasskeyStore,
    MemberStore,
    SearchStore,
    SessionStore,
    SymbolStore,
    TrustRuleStore,
    WebhookStore {
  findOwnerById(id: string): Promise<OwnerRecord | undefined>
  findOwnerByName(name: string): Promise<OwnerRecord | undefined>
  listOwners(filter: { kind: OwnerRecord['kind'] }, page: PageRequest): Promise<Page<OwnerRecord>>
  /** The user of this name, created if missing. `already_exists` when an organization has the name. */
  ensureUser(user: NewUser, nowMs: number): Promise<OwnerRecord>
  /** `already_exists` when a name is taken. */
  createOrganizations(organizations: readonly NewOrganization[], nowMs: number): Promise<OwnerRecord[]>
  /** `not_found` when one is missing. */
  updateOrganizations(changes: readonly OrganizationChange[], nowMs: number): Promise<OwnerRecord[]>
  /** `failed_precondition` when one owns a module. */
  deleteOrganizations(ids: readonly string[]): Promise<void>

  findModuleById(id: string): Promise<ModuleRecord | undefined>
  findModuleByName(ownerName: string, name: string): Promise<ModuleRecord | undefined>
  listModules(
    filter: { ownerIds: readonly string[] | undefined; readable: Readable; orderBy: 'created' | 'updated' },
    page: PageRequest,
  ): Promise<Page<ModuleRecord>>
  /** `already_exists` when a name is taken, `not_found` when an owner is missing and may not be created. */
  createModules(modules: readonly NewModule[], nowMs: number): Promise<ModuleRecord[]>
  /** `not_found` when one is missing. */
  updateModules(changes: readonly ModuleChange[], nowMs: number): Promise<ModuleRecord[]>
  /**
   * Gives a module to another owner; all that belongs to it stays. `not_found` when one of them is missing,
   * `already_exists` when the owner has a module of the name.
   */
  transferModule(id: string, ownerId: string, nowMs: number): Promise<ModuleRecord>
  /** With commits and labels. `failed_precondition` when a commit of another module depends on one of them. */
  deleteModules(ids: readonly string[]): Promise<void>

  findCommit(id: string): Promise<CommitRecord | undefined>
  findCommitByDigest(moduleId: string, b5: string): Promise<CommitRecord | undefined>
  /** All direct and indirect dependencies of a commit, by id. */
  listDependencies(commitId: string): Promise<CommitRecord[]>
  listCommits(filter: { moduleId: string; idPrefix: string }, page: PageRequest): Promise<Page<CommitRecord>>
  /** Ids of all commits, a page at a time, for a check of the whole store. */
  listCommitIds(after: string, limit: number): Promise<string[]>

  findLabelById(id: string): Promise<LabelRecord | undefined>
  findLabelByName(moduleId: string, name: string): Promise<LabelRecord | undefined>
  listLabels(
    filter: {
      moduleId: string
      commitId: string | undefined
      nameContains: string
      archived: boolean | undefined
      orderBy: 'created' | 'updated'
    },
    page: PageRequest,
  ): Promise<Page<LabelRecord>>
  listLabelHistory(
    filter: { labelId: string; startCommitId: string | undefined; onlyChangedDigests: boolean },
    page: PageRequest,
  ): Promise<Page<LabelHistoryEntry>>
  /** `failed_precondition` when a default label is to be archived. */
  setLabelsArchived(ids: readonly string[], archived: boolean, userId: string, nowMs: number): Promise<void>

  /** The atomic step of a push: commits and label moves, all or nothing. */
  publish(publication: Publication): Promise<PublishOutcome>

  /** What is set at one level; revision 0 and an empty text when nothing ever was. */
  getPolicy(target: PolicyTarget): Promise<PolicyRecord>
  /** What is set for a module, its owner and the registry. */
  getPolicies(module: Pick<ModuleRecord, 'id' | 'ownerId'>): Promise<PolicyRecords>
  /** An empty text takes away what is set. */
  setPolicy(target: PolicyTarget, text: string, userId: string, nowMs: number): Promise<void>

  insertToken(token: NewToken, nowMs: number): Promise<TokenRecord>
  findTokenByLookup(lookup: string): Promise<{ token: TokenRecord; hash: string } | undefined>
  touchToken(id: string, nowMs: number): Promise<void>
  findToken(id: string): Promise<TokenRecord | undefined>
  /** Tokens that are neither revoked nor expired, of one user or of all. */
  listTokens(
    filter: { readonly userId: string | undefined },
    page: PageRequest,
    nowMs: number,
  ): Promise<Page<TokenRecord>>
  /** Those of active administrators. */
  countAdminTokens(nowMs: number): Promise<number>
  /** `not_found` when there is no such token. */
  revokeToken(id: string, nowMs: number): Promise<void>
  /** Makes `token` the only one that comes from the environment; undefined revokes what there is. */
  replaceEnvironmentToken(token: NewToken | undefined, nowMs: number): Promise<void>

  /** Also forgets those that have expired. `resource_exhausted` when `maxOpen` are open. */
  insertDeviceLogin(login: NewDeviceLogin, maxOpen: number, nowMs: number): Promise<void>
  findDeviceLoginByUserCode(userCode: string): Promise<DeviceLoginRecord | undefined>
  findDeviceLoginByLookup(lookup: string): Promise<DeviceLoginRecord | undefined>
  /** False when it is not pending any more: decided before, expired or unknown. */
  decideDeviceLogin(userCode: string, decision: DeviceDecision, nowMs: number): Promise<boolean>
  /**
   * Notes that a device asked while nobody had decided. False when it asked too soon: then it is to wait `slowDownMs` more
   * between questions from now on. `toleranceMs` is for what the network does to the time between two of them.
   */
  noteDevicePoll(
    lookup: string,
    limits: { readonly slowDownMs: number; readonly toleranceMs: number },
    nowMs: number,
  ): Promise<boolean>
  /** What was granted to an approved login, once: the login is gone. Undefined when it is not there, or has expired. */
  takeDeviceGrant(lookup: string, nowMs: number): Promise<DeviceGrant | undefined>
  /** Turns an approved login into a token, once. False when it is not there, not approved or expired. */
  redeemDeviceLogin(
    lookup: string,
    token: Pick<NewToken, 'id' | 'lookup' | 'hash' | 'note'>,
    nowMs: number,
  ): Promise<boolean>

  /**
   * Runs several methods as one step, all or nothing. `work` uses the store that it is handed and no other, and keeps
   * nothing outside: it is run again when others were faster.
   */
  inOneStep<T>(work: (store: Store) => Promise<T>): Promise<T>

  /** Resolves when the database answers. */
  ping(): Promise<void>
  close(): Promise<void>
}
