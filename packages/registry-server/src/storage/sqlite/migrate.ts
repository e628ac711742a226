import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Migration } from '../migrations/migration.ts'

/**
 * Applies the migrations that the database does not have yet, all or nothing. Two servers that start at once are
 * serialised by the write lock.
 * Throws when an applied migration was edited since, or is unknown: then a newer version wrote the database.
 */
export function migrate(database: Database, migrations: readonly Migration[], nowMs: number): void {
  database
    .transaction(() => {
      database.exec(
        `CREATE TABLE IF NOT EXISTS schema_migrations (
           id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at_ms INTEGER NOT NULL
         ) STRICT`,
      )
      const rows = database.prepare('SELECT id, checksum FROM schema_migrations').all() as {
        id: string
        checksum: string
      }[]
      const applied = new Map(rows.map(({ id, checksum }) => [id, checksum]))
      const insert = database.prepare('INSERT INTO schema_migrations (id, checksum, applied_at_ms) VALUES (?, ?, ?)')
      for (const { id, sqlite } of migrations) {
        const checksum = createHash('sha256').update(sqlite).digest('hex')
        const known = applied.get(id)
        applied.delete(id)
        if (known === checksum) continue
        if (known !== undefined) throw new Error(`the migration ${id} is not the one that this database was made with`)
        database.exec(sqlite)
        insert.run(id, checksum, nowMs)
      }
      const [unknown] = applied.keys()
      if (unknown !== undefined) {
        throw new Error(`the database was written by a newer version: it has the migration ${unknown}, unknown here`)
      }
    })
    .immediate()
}
