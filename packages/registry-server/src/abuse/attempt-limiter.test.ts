import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAttemptLimiter } from './attempt-limiter.ts'
import type { AttemptLimit } from './limits.ts'
import { createMemoryCounters } from './memory-counters.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

const LIMIT: AttemptLimit = { name: 'tries', what: 'tries', attempts: 3, seconds: 60, isLasting: false }

describe('a limiter in memory', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const refusalOf = (attempt: Promise<void>) => attempt.then(() => undefined).catch((error: TooManyAttempts) => error)

  test('lets so many through in a time, says which is the first that it refuses, and then lets through again', async () => {
    const limiter = createAttemptLimiter(createMemoryCounters)
    const results = []
    for (let i = 0; i < 5; i++) results.push(await refusalOf(limiter.count(LIMIT, 'a')))
    expect(results.map((error) => error?.isFirst)).toEqual([undefined, undefined, undefined, true, false])
    expect(await refusalOf(limiter.count(LIMIT, 'b'))).toBeUndefined()
    vi.advanceTimersByTime(45_000)
    const late = await refusalOf(limiter.count(LIMIT, 'a'))
    expect(late).toBeInstanceOf(TooManyAttempts)
    expect(late?.headers).toEqual({
      'retry-after': '15',
      'ratelimit-policy': '"tries";q=3;w=60',
      ratelimit: '"tries";r=0;t=15',
    })
    vi.advanceTimersByTime(15_000)
    expect(await refusalOf(limiter.count(LIMIT, 'a'))).toBeUndefined()
  })

  test('takes back one attempt, or forgets all', async () => {
    const limiter = createAttemptLimiter(createMemoryCounters)
    for (let i = 0; i < 3; i++) await limiter.count(LIMIT, 'a')
    await limiter.takeBack(LIMIT, 'a')
    await limiter.count(LIMIT, 'a')
    expect(await refusalOf(limiter.count(LIMIT, 'a'))).toBeDefined()
    await limiter.forget(LIMIT, 'a')
    for (let i = 0; i < 3; i++) await limiter.count(LIMIT, 'a')
  })

  test('counts many at once, before any of them ends', async () => {
    const limiter = createAttemptLimiter(createMemoryCounters)
    const results = await Promise.all(Array.from({ length: 50 }, () => refusalOf(limiter.count(LIMIT, 'a'))))
    expect(results.filter((error) => error === undefined)).toHaveLength(3)
  })

  test('has a bounded number of counters, whoever asks', async () => {
    const counters = createMemoryCounters({ ...LIMIT, attempts: 1_000_000 })
    let used = 0
    for (let i = 0; i < 100_000; i++) if ((await counters.consume(`address ${i}`)).consumedPoints === 1) used++
    expect(used).toBeLessThanOrEqual(32_768)
    expect(used).toBeGreaterThan(30_000)
  })
})
