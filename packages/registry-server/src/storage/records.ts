import type { ScopeGrant } from './account-records.ts'

export type Visibility = 'public' | 'private'
export type ModuleState = 'active' | 'deprecated'
export type UserType = 'standard' | 'machine'
export type Scope = 'read' | 'push' | 'admin'
/** `file`: made at the first start; `environment`: given by the operator; `issued`: made by a call. */
export type TokenOrigin = 'file' | 'environment' | 'issued'
export type DeviceLoginState = 'pending' | 'approved' | 'denied'

/** Times are milliseconds since the epoch; ids are 32 hex digits; digests are 128 hex digits. */
export interface OwnerRecord {
  readonly id: string
  readonly kind: 'user' | 'organization'
  readonly name: string
  /** Undefined for an organization. */
  readonly userType: UserType | undefined
  readonly description: string
  readonly url: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface ModuleRecord {
  readonly id: string
  readonly ownerId: string
  readonly ownerName: string
  readonly name: string
  readonly visibility: Visibility
  readonly state: ModuleState
  readonly description: string
  readonly url: string
  readonly defaultLabelName: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface CommitRecord {
  readonly id: string
  readonly moduleId: string
  readonly ownerId: string
  /** SHAKE256 of the manifest: the key of the blob that lists the files. */
  readonly filesDigest: string
  readonly b5: string
  readonly b4: string
  /** What the b4 digest covers beside the files. */
  readonly v1BufYaml: Uint8Array
  readonly v1BufLock: Uint8Array | undefined
  readonly sourceControlUrl: string
  readonly createdByUserId: string
  readonly createdAtMs: number
}

export interface LabelRecord {
  readonly id: string
  readonly moduleId: string
  readonly ownerId: string
  readonly name: string
  readonly commitId: string
  readonly updatedByUserId: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly archivedAtMs: number | undefined
}

export interface LabelHistoryEntry {
  readonly commit: CommitRecord
  readonly movedAtMs: number
}

export type PolicyLevel = 'registry' | 'owner' | 'module'

/** What a policy is set for. */
export type PolicyTarget = { readonly level: 'registry' } | { readonly level: 'owner' | 'module'; readonly id: string }

export interface PolicyRecord {
  /** JSON; empty when none is set. */
  readonly text: string
  /** Counts the changes. */
  readonly revision: number
}

/** All that holds for a module. */
export interface PolicyRecords {
  readonly registry: PolicyRecord
  readonly owner: PolicyRecord
  readonly module: PolicyRecord
}

/** Goes up with every change of any of the policies. */
export function revisionOf({ registry, owner, module }: PolicyRecords): number {
  return registry.revision + owner.revision + module.revision
}

export interface TokenRecord {
  readonly id: string
  readonly userId: string
  readonly userName: string
  /** The highest permission among `scopes`. */
  readonly scope: Scope
  readonly scopes: readonly ScopeGrant[]
  readonly origin: TokenOrigin
  readonly note: string
  readonly createdAtMs: number
  readonly expiresAtMs: number | undefined
  readonly revokedAtMs: number | undefined
  /** Precise to a minute; undefined: never. */
  readonly lastUsedAtMs: number | undefined
}

/** A login that waits for a person, or for the device that asked for it. */
export interface DeviceLoginRecord {
  /** Of the device code; see `hashToken`. */
  readonly lookup: string
  readonly hash: string
  /** What the person sees: letters only, without the hyphen. */
  readonly userCode: string
  /** What the device calls itself; nobody has checked it. */
  readonly clientName: string
  readonly state: DeviceLoginState
  readonly expiresAtMs: number
}
