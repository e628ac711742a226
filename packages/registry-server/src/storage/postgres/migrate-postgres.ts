import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { Migration } from '../migrations/migration.ts'

/** Any number that no other program takes for a lock of its own in the same database: "wirepr" in ASCII. */
const LOCK = 0x77_69_72_65_70_72

/**
 * Applies the migrations that the database does not have yet, all or nothing. Two servers that start at once are
 * serialised by a lock.
 * Throws when an applied migration was edited since, or is unknown: then a newer version wrote the database.
 */
export async function migratePostgres(
  client: PoolClient,
  migrations: readonly Migration[],
  nowMs: number,
): Promise<void> {
  await client.query('BEGIN')
  try {
    // The other server may be at it for longer than a statement usually waits.
    await client.query('SET LOCAL lock_timeout = 0')
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    await applyMissing(client, migrations, nowMs)
    await client.query('COMMIT')
  } catch (error) {
    // The error is what is to be told, whatever becomes of the connection.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function applyMissing(client: PoolClient, migrations: readonly Migration[], nowMs: number): Promise<void> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS schema_migrations (
       id TEXT COLLATE "C" PRIMARY KEY, checksum TEXT NOT NULL, applied_at_ms BIGINT NOT NULL
     )`,
  )
  const { rows } = await client.query<{ id: string; checksum: string }>('SELECT id, checksum FROM schema_migrations')
  const applied = new Map(rows.map(({ id, checksum }) => [id, checksum]))
  for (const { id, postgres } of migrations) {
    const checksum = createHash('sha256').update(postgres).digest('hex')
    const known = applied.get(id)
    applied.delete(id)
    if (known === checksum) continue
    if (known !== undefined) throw new Error(`the migration ${id} is not the one that this database was made with`)
    await client.query(postgres)
    await client.query('INSERT INTO schema_migrations (id, checksum, applied_at_ms) VALUES ($1, $2, $3)', [
      id,
      checksum,
      nowMs,
    ])
  }
  const [unknown] = applied.keys()
  if (unknown !== undefined) {
    throw new Error(`the database was written by a newer version: it has the migration ${unknown}, unknown here`)
  }
}
