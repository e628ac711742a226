import { Kysely } from 'kysely'
import { Client, type Pool } from 'pg'
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
    // The URL of a database that cannot be read as one is in no message: neither here nor as a cause.
    throw new Error(`cannot use the database ${describeDatabase(options.url)}: ${reasonOf(error)}`)
  }
  const dialect = new SerialisableDialect(pool)
  const { onStatement } = options
  const db = new Kysely<Tables>(
    onStatement === undefined ? { dialect } : { dialect, log: ({ query }) => onStatement(query.sql) },
  )
  return { store: guarded({ ...createSqlStore(db), close: () => pool.end() }), pool }
}

/** Where a database is, without the password. */
function describeDatabase(url: string): string {
  try {
    const { host, port, database } = new Client({ connectionString: url })
    return `${database ?? ''} at ${host}, port ${port}`
  } catch {
    return '(its URL cannot be read)'
  }
}

/** Several addresses of a host that all refuse give an error with a code and without a message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
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
