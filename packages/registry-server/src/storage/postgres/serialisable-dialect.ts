import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'

const BEGIN = 'begin isolation level serializable'
/** Commands whose answer says how many rows they have changed. */
const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/**
 * Kysely's PostgreSQL dialect with serialisable transactions, which is what the store is written for. A statement of its
 * own that changes something is such a transaction, too: what it decides by may be changed by another one meanwhile. One
 * that only reads sees everything that was committed before it began.
 * Source: PostgreSQL documentation, section 13.2.3, "Serializable Isolation Level": it holds among transactions of this
 * level only.
 */
export class SerialisableDialect extends PostgresDialect {
  readonly #pool: Pool

  constructor(pool: Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new SerialisableDriver(this.#pool)
  }
}

class SerialisableDriver implements Driver {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    return new PostgresConnection(await this.#pool.connect())
  }

  beginTransaction(connection: PostgresConnection, _settings: TransactionSettings): Promise<void> {
    return connection.begin()
  }

  commitTransaction(connection: PostgresConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: PostgresConnection): Promise<void> {
    return connection.rollback()
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release()
  }

  /** Nothing: the pool is closed by whoever has opened it. */
  async destroy(): Promise<void> {}
}

class PostgresConnection implements DatabaseConnection {
  readonly #client: PoolClient
  #inTransaction = false
  #isBroken = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  async begin(): Promise<void> {
    await this.#run(BEGIN)
    this.#inTransaction = true
  }

  async commit(): Promise<void> {
    await this.#run('commit')
    this.#inTransaction = false
  }

  /** Never rejects: what has gone wrong before is what is to be told. */
  async rollback(): Promise<void> {
    this.#inTransaction = false
    try {
      await this.#run('rollback')
    } catch {
      this.#isBroken = true
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#inTransaction || isReading(query)) return this.#run<R>(query.sql, query.parameters)
    try {
      await this.begin()
      const result = await this.#run<R>(query.sql, query.parameters)
      await this.commit()
      return result
    } catch (error) {
      await this.rollback()
      throw error
    }
  }

  // biome-ignore lint/correctness/useYield: the store reads by pages and never streams.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('the store does not stream')
  }

  /** Back to the others, or closed when nobody knows what it is in the middle of. */
  release(): void {
    this.#client.release(this.#isBroken)
  }

  async #run<R>(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult<R>> {
    const { rows, rowCount, command } = await this.#client.query(sql, [...parameters])
    return CHANGING.has(command) ? { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows as R[] }
  }
}

function isReading({ query, sql }: CompiledQuery): boolean {
  return query.kind === 'SelectQueryNode' || (query.kind === 'RawNode' && /^\s*select\b/i.test(sql))
}
