import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import { createApp } from '../app.ts'
import { forgeryTokenOf } from '../auth/forgery.ts'
import { SESSION_COOKIE } from '../auth/session-cookie.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { RegistryError } from '../registry-error.ts'
import { startSession } from '../services/sessions/start-session.ts'

const WHOAMI = '/buf.registry.owner.v1.UserService/GetCurrentUser'

describe('who makes a request', () => {
  let context: TestContext
  let app: ReturnType<typeof createApp>
  let secret: string

  const session = async (strategy: 'cookie' | 'server-side' = 'cookie') =>
    startSession(context, {
      userId: context.admin.userId,
      strategy,
      scopes: [{ permission: 'read', resource: '' }],
      isRemembered: false,
      absoluteTimeoutMs: undefined,
      binding: undefined,
      clientName: 'test',
      address: '192.0.2.1',
    })
  const whoami = (headers: Record<string, string>, path = WHOAMI, body = '{}') =>
    app.request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  const withCookie = (value: string, headers: Record<string, string> = {}) =>
    whoami({
      cookie: `${SESSION_COOKIE}=${value}`,
      'sec-fetch-site': 'same-origin',
      'wireproof-forgery-token': forgeryTokenOf(value),
      ...headers,
    })

  beforeEach(async () => {
    context = await createTestContext()
    app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    ;({ secret } = await session())
  })

  test('a session’s cookie, with both guards, and nothing of it is kept', async () => {
    const answer = await withCookie(secret)
    expect([answer.status, await answer.json()]).toMatchObject([200, { user: { name: 'admin' } }])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test('S04: an identifier that the server did not make is refused, taken away and never adopted', async () => {
    for (const own of ['my-own-session', generateToken('wps_')]) {
      const answer = await withCookie(own)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('set-cookie')).toBe(
        `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
      )
      expect(await context.sessions.findSessionBySecret(hashToken(own).lookup)).toBeUndefined()
      expect((await withCookie(own)).status).toBe(401)
    }
  })

  test.each([
    ['10 KB', 'x'.repeat(10_240)],
    ['empty', ''],
    ['quotes', `"${'a'.repeat(43)}"`],
    ['SQL', "'%20or%201=1--"],
    ['bytes beyond ASCII', 'wps_\u00e9\u00ff'],
    ['encoded NUL', 'wps_%00'],
  ])('S05: an identifier of %s is refused like any other', async (_, value) => {
    expect((await withCookie(value)).status).toBe(401)
    expect((await whoami({ authorization: `Bearer ${value}` })).status).toBe(401)
  })

  test('S05: two cookies of our name are refused, whichever of them is good', async () => {
    const cookie = `${SESSION_COOKIE}=${secret}; ${SESSION_COOKIE}=other`
    expect((await withCookie(secret, { cookie })).status).toBe(401)
  })

  test('S06: a secret in URL or body is nobody’s; a cookie’s does not work as a header, nor the other way round', async () => {
    const { secret: bearer } = await session('server-side')
    for (const value of [secret, bearer]) {
      for (const name of ['session', 'access_token', 'token', SESSION_COOKIE]) {
        expect((await whoami({}, `${WHOAMI}?${name}=${value}`)).status).toBe(401)
      }
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await whoami(form, WHOAMI, `access_token=${bearer}`)).status).toBe(415)
    expect((await whoami({ authorization: `Bearer ${secret}` })).status).toBe(401)
    expect((await withCookie(bearer)).status).toBe(401)
    expect((await whoami({ authorization: `Bearer ${bearer}` })).status).toBe(200)
  })

  test('the Authorization header wins over a cookie, good or bad', async () => {
    const { secret: bearer } = await session('server-side')
    const cookie = `${SESSION_COOKIE}=bad`
    expect((await whoami({ authorization: `Bearer ${bearer}`, cookie })).status).toBe(200)
    expect((await withCookie(secret, { authorization: 'Bearer bad' })).status).toBe(401)
  })

  test.each([
    ['S36: cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['S36: cross-site with a good Origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8080' }, 403],
    ['S37: same-site', { 'sec-fetch-site': 'same-site' }, 403],
    ['S37: a typed address', { 'sec-fetch-site': 'none' }, 403],
    ['S38: another Origin', { origin: 'https://evil.example' }, 403],
    ['S38: Origin null', { origin: 'null' }, 403],
    ['S38: another Referer', { referer: 'https://evil.example/http://localhost:8080' }, 403],
    ['S38: neither', {}, 403],
    ['S38: our Origin', { origin: 'http://localhost:8080' }, 200],
    ['S38: our Referer', { referer: 'http://localhost:8080/settings/user' }, 200],
  ])('%s', async (_, headers, status) => {
    const cookie = `${SESSION_COOKIE}=${secret}`
    const answer = await whoami({ cookie, 'wireproof-forgery-token': forgeryTokenOf(secret), ...headers })
    expect(answer.status).toBe(status)
  })

  test('S39: without this session’s forgery token nothing is done, wherever the request comes from', async () => {
    const { secret: other } = await session()
    for (const token of ['', 'x', secret, forgeryTokenOf(other)]) {
      expect((await withCookie(secret, { 'wireproof-forgery-token': token })).status).toBe(403)
    }
  })

  test('a session is not taken where others could read it', async () => {
    const answer = await withCookie(secret, { 'x-forwarded-for': '203.0.113.5' })
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'permission_denied' }])
  })

  test('S69: what cannot be checked is not let through', async () => {
    const down = () => Promise.reject(new RegistryError('unavailable', 'the store is out of reach'))
    app = createApp({
      context: { ...context, sessions: { ...context.sessions, findSessionBySecret: down } },
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    const answer = await withCookie(secret)
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([503, null])
  })
})
