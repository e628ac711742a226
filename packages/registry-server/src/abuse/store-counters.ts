import { RateLimiterRes } from 'rate-limiter-flexible'
import type { AttemptStore } from '../storage/attempt-store.ts'
import type { Counters } from './attempt-limiter.ts'
import { counterNumber } from './counter-number.ts'
import type { AttemptLimit } from './limits.ts'

export interface StoreCountersDeps {
  readonly store: AttemptStore
  readonly now: () => number
  /** Of the registry, the same on all nodes, and used for nothing else. */
  readonly secret: Uint8Array
}

/** Counters in the store: all nodes count together, and a restart forgets nothing. */
export function createStoreCounters({ store, now, secret }: StoreCountersDeps, limit: AttemptLimit): Counters {
  const counterOf = (key: string) => ({ limit: limit.name, counter: counterNumber(secret, key) })
  return {
    async consume(key) {
      const nowMs = now()
      const { attempts, expiresAtMs } = await store.countAttempt(counterOf(key), limit.seconds * 1000, nowMs)
      const left = Math.max(0, limit.attempts - attempts)
      const result = new RateLimiterRes(left, Math.max(0, expiresAtMs - nowMs), attempts, attempts === 1)
      // As rate-limiter-flexible does, whose place this takes.
      if (attempts > limit.attempts) throw result
      return result
    },
    reward: (key) => store.takeBackAttempt(counterOf(key)),
    delete: (key) => store.forgetAttempts(counterOf(key)),
  }
}
