import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore } from './storage/blob-store.ts'
import { openFolderBlobStore } from './storage/folder-blob-store.ts'
import { openFolderImageCache } from './storage/folder-image-cache.ts'
import type { ImageCache } from './storage/image-cache.ts'
import { openSqliteStore } from './storage/sqlite/sqlite-store.ts'
import type { Store } from './storage/store.ts'

/** Opens what is kept in a data folder; the folder is made if it is missing. Rejects with a message for operators. */
export async function openStores(dataDir: string): Promise<{ store: Store; blobs: BlobStore; imageCache: ImageCache }> {
  try {
    // Only for the operator's own account: it holds private modules and hashes of tokens.
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const blobs = await openFolderBlobStore(dataDir)
    const imageCache = await openFolderImageCache(dataDir)
    const writer = new URL('./storage/sqlite/writer-worker.js', import.meta.url)
    const store = openSqliteStore({ path: join(dataDir, 'registry.sqlite'), nowMs: Date.now(), writer })
    return { store, blobs, imageCache }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot use the data folder ${dataDir}: ${reason}`, { cause: error })
  }
}
