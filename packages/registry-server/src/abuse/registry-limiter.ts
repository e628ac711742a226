import { createHmac } from 'node:crypto'
import { type AttemptLimiter, type Counters, createAttemptLimiter } from './attempt-limiter.ts'
import { counterNumber } from './counter-number.ts'
import type { AttemptLimit } from './limits.ts'
import { createMemoryCounters } from './memory-counters.ts'
import { createStoreCounters, type StoreCountersDeps } from './store-counters.ts'

export interface RegistryLimiterDeps extends Pick<StoreCountersDeps, 'store' | 'now'> {
  /** Counters that all servers share and that cost little; undefined: there are none. */
  readonly sharedCountersOf: ((limit: AttemptLimit) => Counters) | undefined
}

/**
 * The limiter of a registry. What is counted for longer than a server runs is counted in the store, by all nodes. The rest
 * is counted where nodes share it, or else in the memory of each, which for some nodes lets through as many times as much.
 */
export function createRegistryLimiter(deps: RegistryLimiterDeps, masterKey: Uint8Array): AttemptLimiter {
  const { store, now, sharedCountersOf } = deps
  const secret = createHmac('sha256', masterKey).update('wireproof attempt counters').digest()
  return createAttemptLimiter((limit) => {
    if (limit.isLasting) return createStoreCounters({ store, now, secret }, limit)
    return sharedCountersOf === undefined ? createMemoryCounters(limit) : numbered(sharedCountersOf(limit), secret)
  })
}

/** The same counters, under numbers in the place of keys. */
function numbered(counters: Counters, secret: Uint8Array): Counters {
  const numberOf = (key: string) => String(counterNumber(secret, key))
  return {
    consume: (key) => counters.consume(numberOf(key)),
    reward: (key) => counters.reward(numberOf(key)),
    delete: (key) => counters.delete(numberOf(key)),
  }
}
