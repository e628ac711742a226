import { beforeEach, describe, expect, test } from 'vitest'
import type { PageRequest } from '../src/storage/page.ts'
import type { NewSession, SessionStore } from '../src/storage/session-store.ts'
import type { Store } from '../src/storage/store.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const hash = (n: number) => n.toString(16).padStart(64, '0')
const secret = (n: number) => ({ lookup: hash(n).slice(32), hash: hash(n) })
const USER = id(1)
const OTHER = id(2)
const firstPage = (size = 50): PageRequest => ({ size, descending: true, after: undefined })

const newSession = (n: number, overrides: Partial<NewSession> = {}): NewSession => ({
  id: id(n),
  userId: USER,
  strategy: 'cookie',
  scopes: [{ permission: 'admin', resource: '' }],
  isRemembered: false,
  idleTimeoutMs: 1_000,
  absoluteTimeoutMs: 10_000,
  binding: undefined,
  clientName: 'a browser',
  address: '192.0.2.1',
  secret: secret(n),
  ...overrides,
})

const MAX = 100
const END = { reason: 'user', byUserId: USER } as const

/** What every store of sessions has to do; `open` gives an empty one, and a store in which users can be made. */
export function sessionStoreContract(open: () => Promise<{ store: Store; sessions: SessionStore }>): void {
  let sessions: SessionStore

  beforeEach(async () => {
    const opened = await open()
    sessions = opened.sessions
    for (const [userId, name] of [
      [USER, 'ada'],
      [OTHER, 'bob'],
    ] as const) {
      await opened.store.ensureUser({ id: userId, name, userType: 'standard', registryRole: 'none' }, 1)
    }
    return () => opened.store.close()
  })

  test('a session is found by its secret and by its id, as it was stored', async () => {
    await sessions.insertSession(
      newSession(7, { isRemembered: true, binding: { kind: 'mtls', thumbprint: 't' }, tokenId: 'a token' }),
      MAX,
      5,
    )
    const found = await sessions.findSessionBySecret(secret(7).lookup)
    expect(found?.hash).toBe(secret(7).hash)
    expect(found?.session).toEqual({
      id: id(7),
      userId: USER,
      strategy: 'cookie',
      scopes: [{ permission: 'admin', resource: '' }],
      isRemembered: true,
      idleTimeoutMs: 1_000,
      absoluteTimeoutMs: 10_000,
      createdAtMs: 5,
      authenticatedAtMs: 5,
      lastActiveAtMs: 5,
      absoluteExpiresAtMs: 10_005,
      binding: { kind: 'mtls', thumbprint: 't' },
      tokenId: 'a token',
      clientName: 'a browser',
      createAddress: '192.0.2.1',
      lastAddress: '192.0.2.1',
      generation: 0,
      minGeneration: 0,
      seenGeneration: 0,
      revocation: undefined,
    })
    expect(await sessions.findSession(id(7))).toEqual(found?.session)
    expect(await sessions.findSessionBySecret(secret(8).lookup)).toBeUndefined()
    expect(await sessions.findSession(id(8))).toBeUndefined()
    expect(await sessions.findSessionByRefreshToken(secret(7).lookup)).toBeUndefined()
  })

  test('use moves the idle clock on, never back, and not that of a session that has ended', async () => {
    await sessions.insertSession(newSession(7), MAX, 5)
    await sessions.touchSession(id(7), { address: '192.0.2.9', generation: 0 }, 500)
    await sessions.touchSession(id(7), { address: '192.0.2.9', generation: 0 }, 400)
    expect(await sessions.findSession(id(7))).toMatchObject({ lastActiveAtMs: 500, lastAddress: '192.0.2.9' })
    await sessions.revokeSession(id(7), END, 600)
    await sessions.touchSession(id(7), { address: '192.0.2.8', generation: 0 }, 700)
    expect(await sessions.findSession(id(7))).toMatchObject({ lastActiveAtMs: 500, lastAddress: '192.0.2.9' })
  })

  test('a renewed session has another secret, and both clocks start anew', async () => {
    await sessions.insertSession(newSession(7), MAX, 5)
    const renewed = await sessions.renewSession(id(7), secret(8), 900)
    expect(renewed).toMatchObject({ authenticatedAtMs: 900, lastActiveAtMs: 900, absoluteExpiresAtMs: 10_900 })
    expect(await sessions.findSessionBySecret(secret(7).lookup)).toBeUndefined()
    expect((await sessions.findSessionBySecret(secret(8).lookup))?.session.id).toBe(id(7))
    expect(await sessions.renewSession(id(7), secret(9), 900 + 1_000)).toBeUndefined()
    expect(await sessions.renewSession(id(6), secret(9), 900)).toBeUndefined()
  })

  test('a session is revoked once, and says why and by whom', async () => {
    await sessions.insertSession(newSession(7), MAX, 5)
    expect(await sessions.revokeSession(id(7), END, 6)).toBe(true)
    expect(await sessions.revokeSession(id(7), { reason: 'logout', byUserId: undefined }, 7)).toBe(false)
    expect(await sessions.revokeSession(id(8), END, 7)).toBe(false)
    expect((await sessions.findSession(id(7)))?.revocation).toEqual({ atMs: 6, reason: 'user', byUserId: USER })
  })

  test('all sessions of a user but one, and those of everybody, are revoked; only live ones are counted', async () => {
    await sessions.insertSession(newSession(7), MAX, 5)
    await sessions.insertSession(newSession(8), MAX, 5)
    await sessions.insertSession(newSession(9, { idleTimeoutMs: 1 }), MAX, 5)
    await sessions.insertSession(newSession(10, { userId: OTHER }), MAX, 5)
    expect(await sessions.revokeSessions({ userId: USER, exceptId: id(8) }, END, 20)).toBe(1)
    expect((await sessions.listSessions(USER, firstPage(), 20)).items.map((session) => session.id)).toEqual([id(8)])
    expect(await sessions.revokeSessions({ userId: undefined, exceptId: undefined }, END, 20)).toBe(2)
    expect((await sessions.listSessions(OTHER, firstPage(), 20)).items).toEqual([])
  })

  test('live sessions are listed a page at a time, last used first', async () => {
    for (let n = 10; n < 15; n++) await sessions.insertSession(newSession(n), MAX, n)
    await sessions.insertSession(newSession(20, { userId: OTHER }), MAX, 5)
    await sessions.insertSession(newSession(21, { absoluteTimeoutMs: 10 }), MAX, 5)
    const page = await sessions.listSessions(USER, firstPage(3), 20)
    expect(page.items.map((session) => session.id)).toEqual([id(14), id(13), id(12)])
    const rest = await sessions.listSessions(USER, { ...firstPage(3), after: page.next }, 20)
    expect(rest.items.map((session) => session.id)).toEqual([id(11), id(10)])
    expect(rest.next).toBeUndefined()
  })

  test('beyond the limit, those unused for longest end', async () => {
    for (let n = 10; n < 13; n++) await sessions.insertSession(newSession(n), 3, n)
    await sessions.touchSession(id(10), { address: '', generation: 0 }, 50)
    const ended = await sessions.insertSession(newSession(13), 3, 60)
    expect(ended.map((session) => session.id)).toEqual([id(11)])
    expect((await sessions.findSession(id(11)))?.revocation).toMatchObject({ reason: 'limit' })
    expect((await sessions.listSessions(USER, firstPage(), 60)).items).toHaveLength(3)
  })

  test('sessions that ended long ago are forgotten, some at a time', async () => {
    for (let n = 10; n < 14; n++) await sessions.insertSession(newSession(n), MAX, n)
    expect(await sessions.pruneSessions(10_013, 2)).toBe(2)
    expect(await sessions.pruneSessions(10_013, 2)).toBe(1)
    expect(await sessions.pruneSessions(10_013, 2)).toBe(0)
    expect(await sessions.findSession(id(13))).toBeDefined()
  })

  describe('refresh tokens', () => {
    const rotation = (salt: string, successor: number) => ({
      salt,
      successor: secret(successor),
      graceMs: 100,
      address: '192.0.2.7',
    })

    beforeEach(async () => {
      await sessions.insertSession(newSession(7, { strategy: 'token' }), MAX, 5)
    })

    test('are traded for the next one, and move the idle clock on', async () => {
      expect((await sessions.findSessionByRefreshToken(secret(7).lookup))?.session.generation).toBe(1)
      expect(await sessions.findSessionBySecret(secret(7).lookup)).toBeUndefined()
      const outcome = await sessions.rotateRefreshToken(secret(7), rotation('salt', 70), 50)
      expect(outcome).toMatchObject({
        kind: 'rotated',
        salt: 'salt',
        session: { generation: 2, seenGeneration: 1, lastActiveAtMs: 50, lastAddress: '192.0.2.7' },
      })
      expect((await sessions.findSessionByRefreshToken(secret(70).lookup))?.session.id).toBe(id(7))
    })

    test('are known as used once they were traded', async () => {
      expect(await sessions.findSessionByRefreshToken(secret(7).lookup)).toMatchObject({ isUsed: false })
      await sessions.rotateRefreshToken(secret(7), rotation('salt', 70), 50)
      expect(await sessions.findSessionByRefreshToken(secret(7).lookup)).toMatchObject({ isUsed: true })
      expect(await sessions.findSessionByRefreshToken(secret(70).lookup)).toMatchObject({ isUsed: false })
    })

    test('that are unknown, or whose hash is another, give nothing', async () => {
      expect(await sessions.rotateRefreshToken(secret(8), rotation('s', 70), 50)).toEqual({ kind: 'unknown' })
      const sameLookup = { lookup: secret(7).lookup, hash: hash(999) }
      expect(await sessions.rotateRefreshToken(sameLookup, rotation('s', 70), 50)).toEqual({ kind: 'unknown' })
    })

    test('presented again within the grace give the same successor', async () => {
      await sessions.rotateRefreshToken(secret(7), rotation('first', 70), 50)
      await sessions.touchSession(id(7), { address: '', generation: 2 }, 60)
      const again = await sessions.rotateRefreshToken(secret(7), rotation('second', 71), 150)
      expect(again).toMatchObject({ kind: 'rotated', salt: 'first', session: { generation: 2 } })
      expect(await sessions.findSessionByRefreshToken(secret(71).lookup)).toBeUndefined()
    })

    test('presented again much later are taken for a lost answer while nothing of the next generation was seen', async () => {
      await sessions.rotateRefreshToken(secret(7), rotation('first', 70), 50)
      expect(await sessions.rotateRefreshToken(secret(7), rotation('x', 71), 900)).toMatchObject({ salt: 'first' })
    })

    test('presented again after the grace, when the next access token was seen, end the session', async () => {
      await sessions.rotateRefreshToken(secret(7), rotation('first', 70), 50)
      await sessions.touchSession(id(7), { address: '', generation: 2 }, 60)
      expect(await sessions.rotateRefreshToken(secret(7), rotation('x', 71), 151)).toMatchObject({ kind: 'reused' })
      expect((await sessions.findSession(id(7)))?.revocation).toMatchObject({ reason: 'refresh-token-reused' })
      expect(await sessions.rotateRefreshToken(secret(70), rotation('x', 72), 152)).toMatchObject({ kind: 'ended' })
    })

    test('presented again when the next one was used end the session, also within the grace', async () => {
      await sessions.rotateRefreshToken(secret(7), rotation('first', 70), 50)
      await sessions.rotateRefreshToken(secret(70), rotation('second', 71), 60)
      expect(await sessions.rotateRefreshToken(secret(7), rotation('x', 72), 61)).toMatchObject({ kind: 'reused' })
      expect(await sessions.rotateRefreshToken(secret(71), rotation('x', 73), 62)).toMatchObject({ kind: 'ended' })
    })

    test('of a session that has ended give nothing', async () => {
      expect(await sessions.rotateRefreshToken(secret(7), rotation('s', 70), 1_005)).toMatchObject({ kind: 'ended' })
    })

    test('are all void when the session is renewed', async () => {
      await sessions.rotateRefreshToken(secret(7), rotation('first', 70), 50)
      expect(await sessions.renewSession(id(7), secret(80), 60)).toMatchObject({ generation: 3, minGeneration: 3 })
      expect(await sessions.rotateRefreshToken(secret(7), rotation('x', 71), 61)).toEqual({ kind: 'unknown' })
      expect(await sessions.rotateRefreshToken(secret(70), rotation('x', 72), 61)).toEqual({ kind: 'unknown' })
      expect(await sessions.rotateRefreshToken(secret(80), rotation('s', 81), 61)).toMatchObject({ kind: 'rotated' })
    })

    test('traded by many at once make one family', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, n) => sessions.rotateRefreshToken(secret(7), rotation(`s${n}`, 70 + n), 50)),
      )
      expect(new Set(outcomes.map((outcome) => (outcome.kind === 'rotated' ? outcome.salt : outcome.kind))).size).toBe(
        1,
      )
    })
  })
}
