import type { OpenedInput } from '../inputs/source-input.ts'

/** One of many versions, not opened yet. */
export interface Version {
  /** What people know it by: a tag, the start of a commit id. */
  readonly name: string
  /** Rejects with a Failure. */
  open(): Promise<OpenedInput>
}

/**
 * The most versions that are compared with at once. Each is read and compiled; at a tenth of a second for one that
 * changed little, more would take longer than a pipeline should wait.
 */
export const MAX_VERSIONS = 5000
