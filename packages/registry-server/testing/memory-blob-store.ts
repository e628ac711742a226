import { RegistryError } from '../src/registry-error.ts'
import type { BlobStore } from '../src/storage/blob-store.ts'

/** A blob store that forgets, and shows what is in it. */
export interface MemoryBlobStore extends BlobStore {
  readonly blobs: Map<string, Uint8Array>
}

export function createMemoryBlobStore(): MemoryBlobStore {
  const blobs = new Map<string, Uint8Array>()
  const get = (key: string) => {
    const bytes = blobs.get(key)
    if (bytes === undefined) throw new RegistryError('data_loss', `the blob ${key} is missing`)
    return bytes
  }
  return {
    blobs,
    async putAll(entries) {
      for (const [key, bytes] of entries) blobs.set(key, Uint8Array.from(bytes))
    },
    get: async (key) => get(key),
    getAll: async (keys) => keys.map(get),
  }
}
