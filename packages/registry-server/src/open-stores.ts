import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Counters } from './abuse/attempt-limiter.ts'
import type { AttemptLimit } from './abuse/limits.ts'
import { createMemoryReplayGuard, type JtiReplayGuard } from './auth/dpop/jti-replay-guard.ts'
import type { Config } from './config.ts'
import type { BlobStore } from './storage/blob-store.ts'
import { openFolderBlobStore } from './storage/folder-blob-store.ts'
import { openFolderImageCache } from './storage/folder-image-cache.ts'
import type { ImageCache } from './storage/image-cache.ts'
import { openPostgresStore } from './storage/postgres/postgres-store.ts'
import { createTableBlobStore } from './storage/postgres/table-blob-store.ts'
import { createTableReplayGuard } from './storage/postgres/table-replay-guard.ts'
import { openRedisSessionStore } from './storage/redis/redis-session-store.ts'
import type { SessionStore } from './storage/session-store.ts'
import { openSqliteStore } from './storage/sqlite/sqlite-store.ts'
import type { Store } from './storage/store.ts'
import { DATABASE_URL, REDIS_URL, readStoreUrl } from './store-url.ts'

export interface Stores {
  readonly store: Store
  /** The store itself, unless sessions are kept elsewhere. */
  readonly sessions: SessionStore
  readonly blobs: BlobStore
  readonly imageCache: ImageCache
  /** Remembers proofs of possession, wherever several servers can ask. */
  readonly replays: JtiReplayGuard
  /** Counts attempts where several servers can ask; undefined: each counts for itself. */
  readonly countersOf: ((limit: AttemptLimit) => Counters) | undefined
  /** Resolves when all of them answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

type StoreConfig = Pick<Config, 'databaseUrl' | 'databaseUrlFile' | 'redisUrl' | 'redisUrlFile'>

/**
 * Opens what is kept: in the database that is configured, or else in the data folder, which is made if it is missing.
 * What can be made anew is in the folder in either case. Rejects with a message for operators.
 */
export async function openStores(dataDir: string, config: StoreConfig): Promise<Stores> {
  const databaseUrl = await readStoreUrl(DATABASE_URL, config.databaseUrl, config.databaseUrlFile)
  const redisUrl = await readStoreUrl(REDIS_URL, config.redisUrl, config.redisUrlFile)
  const imageCache = await inFolder(dataDir, async () => {
    // Only for the operator's own account: it holds private modules and hashes of tokens.
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    return openFolderImageCache(dataDir)
  })
  const redis = redisUrl === undefined ? undefined : await openRedisSessionStore(redisUrl)
  try {
    const { store, blobs, replays } =
      databaseUrl === undefined ? await openInFolder(dataDir) : await openInDatabase(databaseUrl)
    return {
      store,
      sessions: redis?.sessions ?? store,
      blobs,
      imageCache,
      replays: redis?.replays ?? replays,
      countersOf: redis?.countersOf,
      ping: async () => void (await Promise.all([store.ping(), redis?.ping()])),
      close: async () => void (await Promise.all([store.close(), redis?.close()])),
    }
  } catch (error) {
    await redis?.close()
    throw error
  }
}

async function openInDatabase(url: string): Promise<Pick<Stores, 'store' | 'blobs' | 'replays'>> {
  const { store, pool } = await openPostgresStore({ url, nowMs: Date.now() })
  return { store, blobs: createTableBlobStore(pool), replays: createTableReplayGuard(pool) }
}

function openInFolder(dataDir: string): Promise<Pick<Stores, 'store' | 'blobs' | 'replays'>> {
  return inFolder(dataDir, async () => {
    const blobs = await openFolderBlobStore(dataDir)
    const writer = new URL('./storage/sqlite/writer-worker.js', import.meta.url)
    const store = openSqliteStore({ path: join(dataDir, 'registry.sqlite'), nowMs: Date.now(), writer })
    return { store, blobs, replays: createMemoryReplayGuard() }
  })
}

async function inFolder<T>(dataDir: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot use the data folder ${dataDir}: ${reason}`, { cause: error })
  }
}
