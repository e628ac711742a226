import type { Database } from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, SqliteDialect, SqliteDriver } from 'kysely'

/**
 * Takes the write lock when a transaction begins: one that reads first and writes later could otherwise fail half way,
 * because another connection wrote in between. Source: SQLite documentation, "Transaction", BEGIN IMMEDIATE.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Database

  constructor(database: Database) {
    super({ database })
    this.#database = database
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk has rolled back already, and an error here would hide the one that says so.
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Kysely's SQLite dialect over an open database, with transactions that take the write lock at once. */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database

  constructor(database: Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database)
  }
}
