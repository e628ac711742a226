import { type Kysely, sql, type Transaction } from 'kysely'
import { engineOf } from './engine-of.ts'
import type { Tables } from './tables.ts'

/**
 * Runs `work` in a transaction that may append to the audit log, with a database whose own transactions are parts of that
 * one.
 *
 * All such steps write one row, the head of the log. On PostgreSQL they take their turns at the beginning, before the
 * first statement fixes what the transaction sees: those who waited would have to start again otherwise. On SQLite a
 * transaction has the only write lock from its beginning.
 * Source: PostgreSQL documentation, "Serializable Isolation Level" and LOCK.
 */
export function inOneStep<T>(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    if (engineOf(tx) === 'postgres') await sql`LOCK TABLE audit_chain IN EXCLUSIVE MODE`.execute(tx)
    return work(joining(tx))
  })
}

/**
 * Kysely does not nest transactions; what would begin one here becomes a part of the one under way that can be undone by
 * itself: a store method that fails has changed nothing, whoever catches its error.
 */
function joining(tx: Transaction<Tables>): Kysely<Tables> {
  return new Proxy(tx, {
    get(target, name) {
      if (name === 'transaction') {
        return () => ({ execute: <T>(work: (db: Kysely<Tables>) => Promise<T>) => undoable(target, work) })
      }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function undoable<T>(tx: Transaction<Tables>, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  // The innermost one of a name is meant: they may stand in each other.
  await sql`SAVEPOINT part`.execute(tx)
  try {
    const result = await work(joining(tx))
    await sql`RELEASE SAVEPOINT part`.execute(tx)
    return result
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT part`.execute(tx)
    await sql`RELEASE SAVEPOINT part`.execute(tx)
    throw error
  }
}
