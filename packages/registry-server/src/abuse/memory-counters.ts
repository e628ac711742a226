import { randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Counters } from './attempt-limiter.ts'
import { counterNumber } from './counter-number.ts'
import type { AttemptLimit } from './limits.ts'

/** Counters in the memory of this process: each node counts for itself, and a restart forgets. */
export function createMemoryCounters({ name, attempts, seconds }: AttemptLimit): Counters {
  const secret = randomBytes(32)
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: attempts, duration: seconds })
  return {
    consume: (key) => limiter.consume(counterNumber(secret, key)),
    reward: (key) => limiter.reward(counterNumber(secret, key)),
    delete: (key) => limiter.delete(counterNumber(secret, key)),
  }
}
