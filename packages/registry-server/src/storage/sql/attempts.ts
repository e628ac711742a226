import type { Kysely } from 'kysely'
import type { AttemptCounter, AttemptStore } from '../attempt-store.ts'
import type { Tables } from './tables.ts'

export function createAttemptStore(db: Kysely<Tables>): AttemptStore {
  return {
    countAttempt: (counter, durationMs, nowMs) => countAttempt(db, counter, durationMs, nowMs),
    takeBackAttempt: (counter) => takeBackAttempt(db, counter),
    forgetAttempts: (counter) => forgetAttempts(db, counter),
  }
}

async function countAttempt(
  db: Kysely<Tables>,
  { limit, counter }: AttemptCounter,
  durationMs: number,
  nowMs: number,
): Promise<{ attempts: number; expiresAtMs: number }> {
  const row = await db
    .insertInto('attempt_counters')
    .values({ limit_name: limit, counter, attempts: 1, expires_at_ms: nowMs + durationMs })
    .onConflict((conflict) =>
      conflict.columns(['limit_name', 'counter']).doUpdateSet((eb) => {
        const isOver = eb('attempt_counters.expires_at_ms', '<=', nowMs)
        return {
          attempts: eb
            .case()
            .when(isOver)
            .then(eb.ref('excluded.attempts'))
            .else(eb('attempt_counters.attempts', '+', 1))
            .end(),
          expires_at_ms: eb
            .case()
            .when(isOver)
            .then(eb.ref('excluded.expires_at_ms'))
            .else(eb.ref('attempt_counters.expires_at_ms'))
            .end(),
        }
      }),
    )
    .returning(['attempts', 'expires_at_ms as expiresAtMs'])
    .executeTakeFirstOrThrow()
  return row
}

async function takeBackAttempt(db: Kysely<Tables>, { limit, counter }: AttemptCounter): Promise<void> {
  await db
    .updateTable('attempt_counters')
    .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
    .where('limit_name', '=', limit)
    .where('counter', '=', counter)
    .where('attempts', '>', 0)
    .execute()
}

async function forgetAttempts(db: Kysely<Tables>, { limit, counter }: AttemptCounter): Promise<void> {
  await db.deleteFrom('attempt_counters').where('limit_name', '=', limit).where('counter', '=', counter).execute()
}
