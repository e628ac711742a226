import type { Pool } from 'pg'
import { RegistryError } from '../../registry-error.ts'
import type { BlobKey, BlobStore } from '../blob-store.ts'
import { runAgain } from './run-again.ts'
import { translatePostgresError } from './translate-postgres-error.ts'

/** Blobs in one statement, and bytes of them: few round trips, and little memory on both sides. */
const BATCH = 500
const BATCH_BYTES = 8 * 1024 * 1024

/** Blobs in the table `blobs`, so that several servers share them without sharing a disk. */
export function createTableBlobStore(pool: Pick<Pool, 'query'>): BlobStore {
  const store: BlobStore = {
    async putAll(blobs) {
      const known = new Set<BlobKey>()
      for (const keys of batches([...blobs.keys()], () => 0)) {
        const { rows } = await pool.query<{ key: string }>('SELECT key FROM blobs WHERE key = ANY($1)', [keys])
        for (const { key } of rows) known.add(key)
      }
      // By key: two pushes of the same files must not wait for each other in a circle.
      const missing = [...blobs].filter(([key]) => !known.has(key)).sort(([a], [b]) => (a < b ? -1 : 1))
      for (const batch of batches(missing, ([, bytes]) => bytes.length)) {
        const places = batch.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`)
        const text = `INSERT INTO blobs (key, bytes) VALUES ${places.join()} ON CONFLICT DO NOTHING`
        await pool.query(
          text,
          batch.flatMap(([key, bytes]) => [key, toBuffer(bytes)]),
        )
      }
    },
    async get(key) {
      const [bytes] = await store.getAll([key])
      return bytes as Uint8Array
    },
    async getAll(keys) {
      const found = new Map<BlobKey, Uint8Array>()
      const sizes = new Map<BlobKey, number>()
      const wanted = [...new Set(keys)]
      for (const batch of batches(wanted, () => 0)) {
        const { rows } = await pool.query<{ key: string; size: number }>(
          'SELECT key, length(bytes) AS size FROM blobs WHERE key = ANY($1)',
          [batch],
        )
        for (const { key, size } of rows) sizes.set(key, size)
      }
      for (const batch of batches(wanted, (key) => sizes.get(key) ?? 0)) {
        const { rows } = await pool.query<{ key: string; bytes: Buffer }>(
          'SELECT key, bytes FROM blobs WHERE key = ANY($1)',
          [batch],
        )
        for (const { key, bytes } of rows) found.set(key, bytes)
      }
      return keys.map((key) => {
        const bytes = found.get(key)
        if (bytes !== undefined) return bytes
        throw new RegistryError('data_loss', `the registry has lost stored content (${key.slice(0, 16)})`)
      })
    },
  }
  return {
    putAll: (blobs) => guarded(() => store.putAll(blobs)),
    get: (key) => guarded(() => store.get(key)),
    getAll: (keys) => guarded(() => store.getAll(keys)),
  }
}

async function guarded<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await runAgain(step)
  } catch (error) {
    throw translatePostgresError(error)
  }
}

/** Parts of a list, in order; one item that is larger than a batch is a batch of its own. */
function* batches<T>(items: readonly T[], sizeOf: (item: T) => number): Generator<T[]> {
  let batch: T[] = []
  let size = 0
  for (const item of items) {
    const itemSize = sizeOf(item)
    if (batch.length > 0 && (batch.length >= BATCH || size + itemSize > BATCH_BYTES)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(item)
    size += itemSize
  }
  if (batch.length > 0) yield batch
}

/** The driver takes bytes in this form only. */
function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
