import { createHmac } from 'node:crypto'
import { type AttemptLimiter, createAttemptLimiter } from './attempt-limiter.ts'
import { createMemoryCounters } from './memory-counters.ts'
import { createStoreCounters, type StoreCountersDeps } from './store-counters.ts'

/**
 * The limiter of a registry. What is counted for longer than a server runs is counted in the store, by all nodes; the
 * rest in the memory of each, which for some nodes lets through as many times as much, and costs no write.
 */
export function createRegistryLimiter(
  deps: Pick<StoreCountersDeps, 'store' | 'now'>,
  masterKey: Uint8Array,
): AttemptLimiter {
  const secret = createHmac('sha256', masterKey).update('wireproof attempt counters').digest()
  return createAttemptLimiter((limit) =>
    limit.isLasting ? createStoreCounters({ ...deps, secret }, limit) : createMemoryCounters(limit),
  )
}
