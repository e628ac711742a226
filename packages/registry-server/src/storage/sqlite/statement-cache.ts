import type { Database, Statement } from 'better-sqlite3'
import type { CompiledQuery, QueryResult } from 'kysely'

/** Most statements that are kept prepared. The store has some two hundred; the rest is for lists of varying length. */
const MAX_STATEMENTS = 500

/** What a query comes to, in a form that can be sent between threads. */
export interface StatementResult {
  readonly rows: unknown[]
  readonly changes: number | undefined
}

/** Runs queries on a connection and keeps their statements prepared: preparing takes longer than most queries. */
export class StatementCache {
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Whether a query leaves the database as it is. Source: SQLite C interface, `sqlite3_stmt_readonly`. */
  isReading(sql: string): boolean {
    const statement = this.#statementOf(sql)
    return statement.readonly && statement.reader
  }

  run(sql: string, parameters: readonly unknown[]): StatementResult {
    const statement = this.#statementOf(sql)
    if (statement.reader) return { rows: statement.all(parameters), changes: undefined }
    return { rows: [], changes: statement.run(parameters).changes }
  }

  #statementOf(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) {
      // The last one used is the last in line to go.
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    const [oldest] = this.#statements.keys()
    if (this.#statements.size > MAX_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest)
    return statement
  }
}

/** The result of a statement as Kysely wants it. */
export function toQueryResult<R>({ rows, changes }: StatementResult): QueryResult<R> {
  return { rows: rows as R[], ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }) }
}

/** Runs a compiled query. */
export function runQuery<R>(cache: StatementCache, { sql, parameters }: CompiledQuery): QueryResult<R> {
  return toQueryResult(cache.run(sql, parameters))
}
