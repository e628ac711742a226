import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, isDatabaseUrl } from './config.ts'
import type { BlobStore } from './storage/blob-store.ts'
import { openFolderBlobStore } from './storage/folder-blob-store.ts'
import { openFolderImageCache } from './storage/folder-image-cache.ts'
import type { ImageCache } from './storage/image-cache.ts'
import { openPostgresStore } from './storage/postgres/postgres-store.ts'
import { createTableBlobStore } from './storage/postgres/table-blob-store.ts'
import { openSqliteStore } from './storage/sqlite/sqlite-store.ts'
import type { Store } from './storage/store.ts'

export interface Stores {
  readonly store: Store
  readonly blobs: BlobStore
  readonly imageCache: ImageCache
}

/**
 * Opens what is kept: in the database that is configured, or else in the data folder, which is made if it is missing.
 * What can be made anew is in the folder in either case. Rejects with a message for operators.
 */
export async function openStores(
  dataDir: string,
  config: Pick<Config, 'databaseUrl' | 'databaseUrlFile'>,
): Promise<Stores> {
  const url = await readDatabaseUrl(config)
  const imageCache = await inFolder(dataDir, async () => {
    // Only for the operator's own account: it holds private modules and hashes of tokens.
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    return openFolderImageCache(dataDir)
  })
  if (url !== undefined) {
    const { store, pool } = await openPostgresStore({ url, nowMs: Date.now() })
    return { store, blobs: createTableBlobStore(pool), imageCache }
  }
  return inFolder(dataDir, async () => {
    const blobs = await openFolderBlobStore(dataDir)
    const writer = new URL('./storage/sqlite/writer-worker.js', import.meta.url)
    const store = openSqliteStore({ path: join(dataDir, 'registry.sqlite'), nowMs: Date.now(), writer })
    return { store, blobs, imageCache }
  })
}

async function readDatabaseUrl({
  databaseUrl,
  databaseUrlFile,
}: Pick<Config, 'databaseUrl' | 'databaseUrlFile'>): Promise<string | undefined> {
  if (databaseUrlFile === undefined) return databaseUrl
  let text: string
  try {
    text = (await readFile(databaseUrlFile, 'utf8')).trim()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot read the URL of the database (WIREPROOF_DATABASE_URL_FILE): ${reason}`, { cause: error })
  }
  if (isDatabaseUrl(text)) return text
  throw new Error(
    `${databaseUrlFile} (WIREPROOF_DATABASE_URL_FILE) must hold a URL such as postgres://user:password@host:5432/database`,
  )
}

async function inFolder<T>(dataDir: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot use the data folder ${dataDir}: ${reason}`, { cause: error })
  }
}
