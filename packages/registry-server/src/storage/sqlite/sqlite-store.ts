import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { MIGRATIONS } from '../migrations/index.ts'
import { createSqlStore } from '../sql/sql-store.ts'
import type { Tables } from '../sql/tables.ts'
import type { Store } from '../store.ts'
import { migrate } from './migrate.ts'
import { ImmediateSqliteDialect } from './sqlite-dialect.ts'
import { translateSqliteError } from './translate-sqlite-error.ts'

/** How long a statement waits for another process that writes, such as a backup. It blocks this process meanwhile. */
const BUSY_TIMEOUT_MS = 2_000

export interface SqliteStoreOptions {
  /** `:memory:` keeps everything in memory. */
  readonly path: string
  readonly nowMs: number
  /** Upper bound of the database's size in pages; the disk's own is the only one if undefined. */
  readonly maxPageCount?: number
  /** Told of each statement that has run. */
  readonly onStatement?: (sql: string) => void
}

/** Opens or makes the database and brings its schema up to date. Throws when that is not possible. */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const database = new Database(options.path, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma('journal_mode = WAL')
    // Whatever was answered survives a loss of power; WAL alone promises that only for a crash of the process.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    migrate(database, MIGRATIONS, options.nowMs)
    if (options.maxPageCount !== undefined) database.pragma(`max_page_count = ${options.maxPageCount}`)
  } catch (error) {
    database.close()
    throw error
  }
  const { onStatement } = options
  const dialect = new ImmediateSqliteDialect(database)
  const db = new Kysely<Tables>(
    onStatement === undefined ? { dialect } : { dialect, log: ({ query }) => onStatement(query.sql) },
  )
  return translatingErrors(createSqlStore(db))
}

/** The same store, whose methods reject with RegistryError where the driver's error has a meaning for callers. */
function translatingErrors(store: Store): Store {
  const wrapped = Object.entries(store).map(([name, method]: [string, (...args: never[]) => Promise<unknown>]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args)
      } catch (error) {
        throw translateSqliteError(error)
      }
    },
  ])
  return Object.fromEntries(wrapped) as Store
}
