import { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { MIGRATIONS } from '../migrations/index.ts'
import { createSqlStore } from '../sql/sql-store.ts'
import type { Tables } from '../sql/tables.ts'
import type { Store } from '../store.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { openPool } from './open-pool.ts'
import { runAgain } from './run-again.ts'
import { SerialisableDialect } from './serialisable-dialect.ts'
import { translatePostgresError } from './translate-postgres-error.ts'

/** Oldest version whose extension for parts of words may be made by the owner of a database. As in `server_version_num`. */
const OLDEST_VERSION = 130_000

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`: a secret. */
  readonly url: string
  readonly nowMs: number
  /** Told of each statement that has run. */
  readonly onStatement?: (sql: string) => void
}

export interface PostgresStore {
  /** Closing it closes the pool. */
  readonly store: Store
  /** For what else is kept in the database. */
  readonly pool: Pool
}

/**
 * Connects to the database and brings its schema up to date. Rejects with a message for operators, without the password,
 * when that is not possible.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const pool = openPool(options.url)
  try {
    const client = await pool.connect()
    try {
      await assertUsable(client)
      await migratePostgres(client, MIGRATIONS, options.nowMs)
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw error
  }
  const dialect = new SerialisableDialect(pool)
  const { onStatement } = options
  const db = new Kysely<Tables>(
    onStatement === undefined ? { dialect } : { dialect, log: ({ query }) => onStatement(query.sql) },
  )
  return { store: guarded({ ...createSqlStore(db), close: () => pool.end() }), pool }
}

async function assertUsable(client: Pick<Pool, 'query'>): Promise<void> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
  )
  const [{ version, encoding } = { version: '0', encoding: '' }] = rows
  if (Number(version) < OLDEST_VERSION) throw new Error('the database must be PostgreSQL 13 or newer')
  if (encoding !== 'UTF8') {
    throw new Error(`the encoding of the database is ${encoding}; make one with ENCODING 'UTF8'`)
  }
}

/**
 * The same store, whose methods are run again when others at the same time have kept them from ending, and reject with
 * RegistryError where the driver's error has a meaning for callers.
 */
function guarded(store: Store): Store {
  const wrapped = Object.entries(store).map(([name, method]: [string, (...args: never[]) => Promise<unknown>]) => [
    name,
    async (...args: never[]) => {
      try {
        return await runAgain(() => method(...args))
      } catch (error) {
        throw translatePostgresError(error)
      }
    },
  ])
  return Object.fromEntries(wrapped) as Store
}
