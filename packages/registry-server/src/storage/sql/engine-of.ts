import { type Kysely, PostgresAdapter } from 'kysely'

/** The two engines that the store runs on. */
export type Engine = 'sqlite' | 'postgres'

/** On which engine queries run: for the few expressions that have no form that both understand. */
export function engineOf<T>(db: Kysely<T>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
}
