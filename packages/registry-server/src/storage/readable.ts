/**
 * Which private modules, plugins and policies a list may show, beside those that are public: what meets both
 * conditions. Undefined: no condition.
 */
export interface Readable {
  /** The owners. */
  readonly ownerIds: readonly string[] | undefined
  /** Names of owners, or of single ones: `acme`, `acme/weather`. */
  readonly resources: readonly string[] | undefined
}

export const ALL_READABLE: Readable = { ownerIds: undefined, resources: undefined }
/** Nothing but what is public. */
export const PUBLIC_READABLE: Readable = { ownerIds: [], resources: [] }
