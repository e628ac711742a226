import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RedisServer, redisMissing, startRedis } from '../../../testing/redis-server.ts'
import { type AttemptLimit, LIMITS } from '../../abuse/limits.ts'
import { createRegistryLimiter } from '../../abuse/registry-limiter.ts'
import { TooManyAttempts } from '../../abuse/too-many-attempts.ts'
import { openSqliteStore } from '../sqlite/sqlite-store.ts'
import { openRedisSessionStore, type RedisSessionStore } from './redis-session-store.ts'

const LIMIT: AttemptLimit = { name: 'tries', what: 'tries', attempts: 3, seconds: 2, isLasting: false }
const title = `attempts counted in Redis${redisMissing === undefined ? '' : ` (skipped: ${redisMissing})`}`

describe.skipIf(redisMissing !== undefined)(title, () => {
  let redis: RedisServer
  let nodes: RedisSessionStore[]
  let client: Redis
  const store = openSqliteStore({ path: ':memory:', nowMs: 0 })
  beforeAll(async () => {
    redis = await startRedis()
    nodes = [await openRedisSessionStore(redis.url), await openRedisSessionStore(redis.url)]
    client = new Redis(redis.url)
    client.on('error', () => {})
  })
  beforeEach(async () => void (await client.flushall()))
  afterAll(async () => {
    client?.disconnect()
    for (const node of nodes ?? []) await node.close()
    await redis?.remove()
    await store.close()
  })

  const limiters = () =>
    nodes.map(({ countersOf }) =>
      createRegistryLimiter({ store, now: () => 1, sharedCountersOf: countersOf }, Buffer.alloc(32, 3)),
    )
  const refusalOf = (attempt: Promise<void> | undefined) =>
    Promise.resolve(attempt)
      .then(() => undefined)
      .catch((error: unknown) => error)

  test('are those of all servers together, and over after their time', async () => {
    const [here, there] = limiters()
    const refusals = []
    for (const limiter of [here, there, here, there, here])
      refusals.push(await refusalOf(limiter?.count(LIMIT, 'a name')))
    expect(refusals.slice(0, 3)).toEqual([undefined, undefined, undefined])
    expect(refusals[3]).toMatchObject({ isFirst: true, code: 'resource_exhausted' })
    expect(refusals[4]).toMatchObject({ isFirst: false })
    expect((refusals[4] as TooManyAttempts).retryAfterSeconds).toBeLessThanOrEqual(2)
    expect(redis.dump()).not.toContain('a name')
    await expect.poll(() => refusalOf(there?.count(LIMIT, 'a name')), { timeout: 5_000, interval: 250 }).toBeUndefined()
  })

  test('are taken back and forgotten for all', async () => {
    const [here, there] = limiters()
    for (let i = 0; i < 3; i++) await here?.count(LIMIT, 'a')
    await there?.takeBack(LIMIT, 'a')
    await here?.count(LIMIT, 'a')
    expect(await refusalOf(there?.count(LIMIT, 'a'))).toBeInstanceOf(TooManyAttempts)
    await there?.forget(LIMIT, 'a')
    expect(await refusalOf(here?.count(LIMIT, 'a'))).toBeUndefined()
  })

  test('those of more than a day are in the store all the same', async () => {
    const [here] = limiters()
    await here?.count(LIMITS.loginByAccount, 'ann')
    expect(await client.dbsize()).toBe(0)
  })

  test('without Redis nothing is let through uncounted', async () => {
    await redis.stop()
    const [here] = limiters()
    expect(await refusalOf(here?.count(LIMIT, 'a'))).toMatchObject({ code: 'unavailable' })
    await redis.start()
    await expect.poll(() => refusalOf(here?.count(LIMIT, 'a'))).toBeUndefined()
  })
})
