import { describe, expect, test } from 'vitest'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { createAttemptLimiter } from './attempt-limiter.ts'
import type { AttemptLimit } from './limits.ts'
import { createStoreCounters } from './store-counters.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

const LIMIT: AttemptLimit = { name: 'tries', what: 'tries', attempts: 3, seconds: 60, isLasting: true }

describe('a limiter in the store', () => {
  const secret = Buffer.alloc(32, 5)
  let nowMs = 1_000
  const open = () => openSqliteStore({ path: ':memory:', nowMs: 0 })
  const limiterOf = (store: ReturnType<typeof open>) =>
    createAttemptLimiter((limit) => createStoreCounters({ store, now: () => nowMs, secret }, limit))
  const refusalOf = (attempt: Promise<void>) => attempt.then(() => undefined).catch((error: TooManyAttempts) => error)

  test('counts for all that share it, and goes on where one of them stopped', async () => {
    const store = open()
    const [here, there] = [limiterOf(store), limiterOf(store)]
    const attempts = [here, there, here, there, here].map((limiter) => refusalOf(limiter.count(LIMIT, 'ann')))
    expect((await Promise.all(attempts)).map((error) => error?.isFirst)).toEqual([
      undefined,
      undefined,
      undefined,
      true,
      false,
    ])
    nowMs += 59_000
    const late = await refusalOf(limiterOf(store).count(LIMIT, 'ann'))
    expect(late).toBeInstanceOf(TooManyAttempts)
    expect(late?.retryAfterSeconds).toBe(1)
    nowMs += 1_000
    expect(await refusalOf(here.count(LIMIT, 'ann'))).toBeUndefined()
    await store.close()
  })

  test('takes back and forgets, and keeps nothing of whom it counts', async () => {
    const store = open()
    const limiter = limiterOf(store)
    for (let i = 0; i < 3; i++) await limiter.count(LIMIT, 'a password typed as a name')
    await limiter.takeBack(LIMIT, 'a password typed as a name')
    await limiter.count(LIMIT, 'a password typed as a name')
    expect(await refusalOf(limiter.count(LIMIT, 'a password typed as a name'))).toBeDefined()
    await limiter.forget(LIMIT, 'a password typed as a name')
    expect(await refusalOf(limiter.count(LIMIT, 'a password typed as a name'))).toBeUndefined()
    await store.close()
  })
})
