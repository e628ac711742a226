import { RateLimiterRes } from 'rate-limiter-flexible'
import type { AttemptLimit } from './limits.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

/** Counts attempts by limit and key. A key may be anything; it is not kept as it is. */
export interface AttemptLimiter {
  /** Counts an attempt, before it is known how it ends. Throws `TooManyAttempts` when the limit is reached. */
  count(limit: AttemptLimit, key: string): Promise<void>
  /** Takes one attempt back that ended well. */
  takeBack(limit: AttemptLimit, key: string): Promise<void>
  /** Forgets all attempts. */
  forget(limit: AttemptLimit, key: string): Promise<void>
}

/** One limit's counters, as `rate-limiter-flexible` has them; `consume` rejects with its result beyond the limit. */
export interface Counters {
  consume(key: string): Promise<RateLimiterRes>
  reward(key: string): Promise<unknown>
  delete(key: string): Promise<unknown>
}

/** A limiter over counters that `countersOf` makes, once for each limit. */
export function createAttemptLimiter(countersOf: (limit: AttemptLimit) => Counters): AttemptLimiter {
  const made = new Map<string, Counters>()
  const of = (limit: AttemptLimit): Counters => {
    const known = made.get(limit.name)
    if (known !== undefined) return known
    const counters = countersOf(limit)
    made.set(limit.name, counters)
    return counters
  }
  return {
    async count(limit, key) {
      try {
        await of(limit).consume(key)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const isFirst = error.consumedPoints === limit.attempts + 1
        throw new TooManyAttempts(limit, { retryAfterMs: error.msBeforeNext, isFirst })
      }
    },
    async takeBack(limit, key) {
      await of(limit).reward(key)
    },
    async forget(limit, key) {
      await of(limit).delete(key)
    },
  }
}
