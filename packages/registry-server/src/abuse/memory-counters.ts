import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Counters } from './attempt-limiter.ts'
import type { AttemptLimit } from './limits.ts'

/**
 * Counters of one limit. Whoever has a million addresses could otherwise fill the memory with one counter for each; so
 * keys share these, by a hash that nobody outside can compute. Two that are in use at once rarely meet, and then have
 * the attempts of one between them.
 */
const COUNTERS = 32_768

/** Counters in the memory of this process: each node counts for itself, and a restart forgets. */
export function createMemoryCounters({ name, attempts, seconds }: AttemptLimit): Counters {
  const secret = randomBytes(32)
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: attempts, duration: seconds })
  const counterOf = (key: string) => createHmac('sha256', secret).update(key).digest().readUInt32BE() % COUNTERS
  return {
    consume: (key) => limiter.consume(counterOf(key)),
    reward: (key) => limiter.reward(counterOf(key)),
    delete: (key) => limiter.delete(counterOf(key)),
  }
}
