import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestContext } from '../../testing/test-context.ts'
import { HOUSEKEEPING_MS, SESSION_KEEP_MS } from '../limits.ts'
import { keepHouse } from './keep-house.ts'
import { pruneSessions } from './sessions/prune-sessions.ts'
import { startSession } from './sessions/start-session.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('chores are done now and every hour, whatever one of them does, until the server stops', async () => {
  const done: string[] = []
  const bugs: unknown[] = []
  const stop = new AbortController()
  const fails = () => {
    done.push('fails')
    return Promise.reject(new Error('disk full'))
  }
  const ended = keepHouse([fails, async () => done.push('next')], (error) => bugs.push(error), stop.signal)
  await vi.advanceTimersByTimeAsync(HOUSEKEEPING_MS - 1)
  expect(done).toEqual(['fails', 'next'])
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual(['fails', 'next', 'fails', 'next'])
  expect(bugs).toHaveLength(2)
  stop.abort()
  await ended
})

test('sessions that ended long ago are forgotten, and no others', async () => {
  let nowMs = Date.UTC(2026, 0, 1)
  const context = await createTestContext({ now: () => nowMs })
  const start = () =>
    startSession(context, {
      userId: context.admin.userId,
      strategy: 'cookie',
      scopes: [],
      isRemembered: false,
      absoluteTimeoutMs: undefined,
      binding: undefined,
      clientName: '',
      address: '',
    })
  const { session: old } = await start()
  nowMs = old.absoluteExpiresAtMs + SESSION_KEEP_MS
  const { session: live } = await start()
  const { signal } = new AbortController()
  expect(await pruneSessions(context, signal)).toBe(0)
  nowMs += 1
  expect(await pruneSessions(context, signal)).toBe(1)
  expect(await context.sessions.findSession(old.id)).toBeUndefined()
  expect(await context.sessions.findSession(live.id)).toBeDefined()
})
