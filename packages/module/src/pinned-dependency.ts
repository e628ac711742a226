import type { Digest } from './digest.ts'
import type { ModuleName } from './reference.ts'

/** A dependency pinned to a commit. */
export interface PinnedDependency {
  readonly name: ModuleName
  /** 32 hex digits. */
  readonly commit: string
  readonly digest: Digest
}

/** An entry of buf.lock; very old files have no digest. */
export type LockedDependency = Omit<PinnedDependency, 'digest'> & {
  readonly digest: Digest | undefined
}
