import type { ImageCache } from '../src/storage/image-cache.ts'

/** A cache for tests; `keys` are what is in it. */
export interface MemoryImageCache extends ImageCache {
  readonly keys: ReadonlySet<string>
}

export function createMemoryImageCache(): MemoryImageCache {
  const images = new Map<string, Uint8Array>()
  return {
    get keys() {
      return new Set(images.keys())
    },
    get: async (key) => images.get(key),
    async put(key, bytes) {
      images.set(key, bytes)
    },
  }
}
