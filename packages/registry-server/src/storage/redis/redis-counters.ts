import type { Redis } from 'ioredis'
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Counters } from '../../abuse/attempt-limiter.ts'
import type { AttemptLimit } from '../../abuse/limits.ts'
import { translateRedisError } from './translate-redis-error.ts'

/** Counters of one limit in Redis: all servers count together. Redis forgets them by its own clock. */
export function createRedisCounters(redis: Redis, prefix: string, limit: AttemptLimit): Counters {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `${prefix}attempts:${limit.name}`,
    points: limit.attempts,
    duration: limit.seconds,
  })
  return {
    consume: (key) => translating(limiter.consume(key)),
    reward: (key) => translating(limiter.reward(key)),
    delete: (key) => translating(limiter.delete(key)),
  }
}

async function translating<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    // Beyond the limit, which is an answer.
    throw error instanceof RateLimiterRes ? error : translateRedisError(error)
  }
}
