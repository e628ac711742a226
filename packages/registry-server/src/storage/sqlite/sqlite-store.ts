import { Kysely } from 'kysely'
import { MIGRATIONS } from '../migrations/index.ts'
import { createSqlStore } from '../sql/sql-store.ts'
import type { Tables } from '../sql/tables.ts'
import type { Store } from '../store.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { SplitSqliteDialect } from './split-driver.ts'
import { ImmediateSqliteDialect } from './sqlite-dialect.ts'
import { translateSqliteError } from './translate-sqlite-error.ts'
import { WriterThread } from './writer-thread.ts'

export interface SqliteStoreOptions {
  /** `:memory:` keeps everything in memory. */
  readonly path: string
  readonly nowMs: number
  /**
   * The built module `writer-worker`: what writes runs in a thread of its own then, and reads do not wait for it.
   * Without it, and in memory, everything runs on one connection in this thread.
   */
  readonly writer?: URL
  /** Upper bound of the database's size in pages; the disk's own is the only one if undefined. */
  readonly maxPageCount?: number
  /** Told of each statement that has run. */
  readonly onStatement?: (sql: string) => void
}

/** Opens or makes the database and brings its schema up to date. Throws when that is not possible. */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { path, maxPageCount, onStatement } = options
  const database = openDatabase(path)
  try {
    migrate(database, MIGRATIONS, options.nowMs)
    if (maxPageCount !== undefined) database.pragma(`max_page_count = ${maxPageCount}`)
    // From now on this connection only reads.
    if (options.writer !== undefined) database.pragma('query_only = ON')
  } catch (error) {
    database.close()
    throw error
  }
  const dialect =
    options.writer === undefined
      ? new ImmediateSqliteDialect(database)
      : new SplitSqliteDialect({
          reader: database,
          writer: new WriterThread(options.writer, { path, maxPageCount }),
        })
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
