/** The address of a blob: the SHAKE256 of its bytes (64 bytes) as 128 hex digits, as in the manifest of a module. */
export type BlobKey = string

/**
 * Content-addressed bytes, written once and never changed. A blob that no commit refers to is harmless: it is found
 * again by the next push with the same content.
 */
export interface BlobStore {
  /**
   * Stores the blobs that are not there yet; when it resolves they survive a crash of the machine.
   * Rejects with `resource_exhausted` when there is no space left; some of the blobs may be there then.
   */
  putAll(blobs: ReadonlyMap<BlobKey, Uint8Array>): Promise<void>
  /** The bytes of a blob; rejects with `data_loss` when it is missing. */
  get(key: BlobKey): Promise<Uint8Array>
  /** The bytes of many blobs, in the order of the keys. */
  getAll(keys: readonly BlobKey[]): Promise<Uint8Array[]>
}
