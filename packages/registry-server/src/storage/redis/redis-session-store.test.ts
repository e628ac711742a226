import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RedisServer, redisMissing, startRedis } from '../../../testing/redis-server.ts'
import { sharedReplayGuardContract } from '../../../testing/replay-guard-contract.ts'
import { sessionStoreContract } from '../../../testing/session-store-contract.ts'
import type { SessionStore } from '../session-store.ts'
import { openSqliteStore } from '../sqlite/sqlite-store.ts'
import { openRedisSessionStore, type RedisSessionStore } from './redis-session-store.ts'

const title = `sessions in Redis${redisMissing === undefined ? '' : ` (skipped: ${redisMissing})`}`

describe.skipIf(redisMissing !== undefined)(title, () => {
  let redis: RedisServer
  let opened: RedisSessionStore
  let client: Redis
  const others: RedisSessionStore[] = []
  beforeAll(async () => {
    redis = await startRedis()
    opened = await openRedisSessionStore(redis.url)
    client = new Redis(redis.url)
    client.on('error', () => {})
  })
  afterAll(async () => {
    client?.disconnect()
    await Promise.all(others.map((other) => other.close()))
    await opened?.close()
    await redis?.remove()
  })

  const session = (n: number): Parameters<SessionStore['insertSession']>[0] => ({
    id: n.toString(16).padStart(32, '0'),
    userId: '1'.repeat(32),
    strategy: 'cookie',
    scopes: [],
    isRemembered: false,
    idleTimeoutMs: 60_000,
    absoluteTimeoutMs: 60_000,
    binding: undefined,
    clientName: '',
    address: '',
    secret: { lookup: `lookup-${n}`, hash: `hash-${n}` },
  })

  sessionStoreContract(async () => {
    await client.flushall()
    return { store: openSqliteStore({ path: ':memory:', nowMs: 0 }), sessions: opened.sessions }
  })

  sharedReplayGuardContract(async () => {
    await client.flushall()
    const other = await openRedisSessionStore(redis.url)
    others.push(other)
    return [opened.replays, other.replays]
  })

  test('times of our days keep all their digits', async () => {
    await client.flushall()
    const nowMs = 1_795_881_234_567
    await opened.sessions.insertSession({ ...session(1), strategy: 'token' }, 10, nowMs)
    const rotation = { salt: 's', successor: { lookup: 'l', hash: 'h' }, graceMs: 1, address: '' }
    await opened.sessions.rotateRefreshToken(session(1).secret, rotation, nowMs + 1)
    expect(await opened.sessions.findSession(session(1).id)).toMatchObject({
      createdAtMs: nowMs,
      lastActiveAtMs: nowMs + 1,
      absoluteExpiresAtMs: nowMs + 60_000,
      generation: 2,
    })
  })

  test('what is pruned leaves nothing behind', async () => {
    await client.flushall()
    await opened.sessions.insertSession(session(1), 10, 1)
    await opened.sessions.insertSession({ ...session(2), strategy: 'token' }, 10, 1)
    const rotation = { salt: 's', successor: { lookup: 'l', hash: 'h' }, graceMs: 1, address: '' }
    await opened.sessions.rotateRefreshToken(session(2).secret, rotation, 2)
    expect(await opened.sessions.pruneSessions(100_000, 10)).toBe(2)
    expect(await client.keys('*')).toEqual([])
  })

  test('Redis that is down makes everything unavailable at once, until it is back with all that was stored', async () => {
    await client.flushall()
    await opened.sessions.insertSession(session(1), 10, 1)
    await opened.sessions.revokeSession(session(1).id, { reason: 'user', byUserId: undefined }, 2)
    await redis.stop()
    const { sessions } = opened
    const questions = [
      () => sessions.findSession(session(1).id),
      () => sessions.findSessionBySecret('lookup-1'),
      () => sessions.insertSession(session(2), 10, 1),
      () => sessions.revokeSessions({ userId: undefined, exceptId: undefined }, { reason: 'user', byUserId: '' }, 1),
      () => opened.replays.isFirstUse({ thumbprint: '', jti: '' }, 1),
      () => opened.ping(),
    ]
    const startedAtMs = performance.now()
    for (const ask of questions) await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
    expect(performance.now() - startedAtMs).toBeLessThan(2_000)
    await redis.start()
    await expect
      .poll(() => sessions.findSession(session(1).id).catch(() => undefined))
      .toMatchObject({
        revocation: { atMs: 2 },
      })
    expect(await sessions.findSession(session(2).id)).toBeUndefined()
  })

  test('a wrong password is said so, and is in no message', async () => {
    const url = new URL(redis.url)
    url.password = 'open-barley'
    const said = await openRedisSessionStore(url.href).catch((error: Error) => error)
    expect(said).toMatchObject({
      message: expect.stringMatching(/^cannot use Redis at 127\.0\.0\.1, port \d+: WRONGPASS/),
    })
    expect(String(said)).not.toContain('barley')
    await expect(openRedisSessionStore('redis://:open-barley@127.0.0.1:1')).rejects.toThrow(
      'cannot use Redis at 127.0.0.1, port 1: connect ECONNREFUSED',
    )
  })
})
