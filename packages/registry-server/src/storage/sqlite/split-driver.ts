import type { Database } from 'better-sqlite3'
import { type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, SqliteDialect } from 'kysely'
import { runQuery, StatementCache, toQueryResult } from './statement-cache.ts'
import type { Writer, WriterThread } from './writer-thread.ts'

/** The two connections of a database in a file. */
export interface SplitDatabase {
  /** Answers queries outside of transactions, on the thread that asks: they find a few rows by an index. */
  readonly reader: Database
  /** Runs transactions and everything that writes. */
  readonly writer: WriterThread
}

/**
 * Kysely's SQLite dialect over two connections, so that reads do not wait for writes. With a write-ahead log a reader
 * sees everything that was committed before its query began, and nothing half done.
 * Source: SQLite documentation, "Write-Ahead Logging", section 2.2.
 */
export class SplitSqliteDialect extends SqliteDialect {
  readonly #database: SplitDatabase

  constructor(database: SplitDatabase) {
    super({ database: database.reader })
    this.#database = database
  }

  override createDriver(): Driver {
    return new SplitDriver(this.#database)
  }
}

class SplitDriver implements Driver {
  readonly #database: SplitDatabase
  readonly #reads: StatementCache
  readonly #turns = new Turns()

  constructor(database: SplitDatabase) {
    this.#database = database
    this.#reads = new StatementCache(database.reader)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SplitConnection> {
    return new SplitConnection(this.#reads, this.#database.writer, this.#turns)
  }

  beginTransaction(connection: SplitConnection): Promise<void> {
    return connection.begin()
  }

  commitTransaction(connection: SplitConnection): Promise<void> {
    return connection.end('commit')
  }

  rollbackTransaction(connection: SplitConnection): Promise<void> {
    return connection.end('rollback')
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#database.writer.close()
    this.#database.reader.close()
  }
}

class SplitConnection implements DatabaseConnection {
  readonly #reads: StatementCache
  readonly #thread: WriterThread
  readonly #turns: Turns
  /** Set within a transaction. */
  #transaction: { readonly writer: Writer; readonly endTurn: () => void } | undefined

  constructor(reads: StatementCache, thread: WriterThread, turns: Turns) {
    this.#reads = reads
    this.#thread = thread
    this.#turns = turns
  }

  /**
   * Takes the write lock at once: a transaction that reads first and writes later could otherwise fail half way, because
   * another process wrote in between. Source: SQLite documentation, "Transaction", BEGIN IMMEDIATE.
   */
  async begin(): Promise<void> {
    const endTurn = await this.#turns.take()
    try {
      const writer = this.#thread.current()
      await writer.run('begin immediate', [])
      this.#transaction = { writer, endTurn }
    } catch (error) {
      endTurn()
      throw error
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const transaction = this.#transaction
    if (transaction === undefined) return
    try {
      await transaction.writer.run(how, [])
    } catch (error) {
      // A commit that failed is followed by a rollback, in the same turn.
      if (how === 'commit') throw error
    }
    this.#transaction = undefined
    transaction.endTurn()
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { sql, parameters } = query
    if (this.#transaction !== undefined) return toQueryResult(await this.#transaction.writer.run(sql, parameters))
    if (this.#reads.isReading(sql)) return runQuery(this.#reads, query)
    const endTurn = await this.#turns.take()
    try {
      return toQueryResult(await this.#thread.current().run(sql, parameters))
    } finally {
      endTurn()
    }
  }

  // biome-ignore lint/correctness/useYield: the store reads by pages and never streams.
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('the store does not stream')
  }
}

/** Lets one writer work at a time, in the order in which they come. */
class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves, when it is one's turn, to what ends it. */
  async take(): Promise<() => void> {
    const before = this.#last
    let end = () => {}
    this.#last = new Promise((resolve) => {
      end = resolve
    })
    await before
    return end
  }
}
