import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from 'pg'

/** How often a step is tried that others keep from ending, and the longest pause between: two seconds altogether. */
const MAX_ATTEMPTS = 12
const MAX_PAUSE_MS = 500

/**
 * What another transaction at the same time is to blame for. That a row is there already, or not any more, counts as
 * well: methods look first, so that only what was committed meanwhile can be in their way.
 * Source: PostgreSQL documentation, section 13.5, "Serialization Failure Handling".
 */
const CONCURRENT = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '23505', // unique_violation
  '23503', // foreign_key_violation
])

/** Runs an atomic step, and again from its beginning while others that ran at the same time have kept it from ending. */
export async function runAgain<T>(step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step()
    } catch (error) {
      const isConcurrent = error instanceof DatabaseError && CONCURRENT.has(error.code ?? '')
      if (!isConcurrent || attempt === MAX_ATTEMPTS) throw error
    }
    // By chance, so that two that are in each other's way do not meet again.
    await sleep(Math.random() * Math.min(2 ** attempt, MAX_PAUSE_MS))
  }
}
