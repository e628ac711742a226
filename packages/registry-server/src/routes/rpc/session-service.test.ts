import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../testing/test-context.ts'
import { createApp } from '../../app.ts'
import { hashPassword } from '../../auth/passwords/password-hash.ts'
import { SESSION_COOKIE } from '../../auth/session-cookie.ts'
import { generateToken, hashToken } from '../../auth/token.ts'
import { FRESH_MS } from '../../limits.ts'

const PASSWORD = 'a long enough password for admin'
const HOUR_MS = 3_600_000
const SERVER_SIDE = 'STRATEGY_SERVER_SIDE'
const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' }

interface SessionBody {
  readonly id: string
  readonly isCurrent?: boolean
  readonly strategy: string
  readonly scopes: readonly object[]
  readonly principal: object
  readonly expiry: { readonly absoluteTimeout: string }
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly code: string
    readonly message: string
    readonly session: SessionBody
    readonly sessions: readonly SessionBody[]
    readonly nextPageToken: string
    readonly tokens: { readonly accessToken: string; readonly refreshToken?: string }
    readonly forgeryToken: string
    readonly revokedCount: number
  }
}

describe('SessionService', () => {
  let nowMs: number
  let context: TestContext
  let app: ReturnType<typeof createApp>
  let phc: string | undefined

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1)
    context = await createTestContext({ now: () => nowMs })
    phc ??= await hashPassword(PASSWORD)
    await context.store.setPassword(context.admin.userId, phc, nowMs)
    app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
  })

  const call = async (method: string, body: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await app.request(`/wireproof.session.v1.SessionService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] }
  }
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const password = (name = 'admin', text = PASSWORD) => ({ password: { name, password: text } })
  const login = async (more: object = {}, name = 'admin'): Promise<{ secret: string; session: SessionBody }> => {
    const { body } = await call('CreateSession', { ...password(name), strategy: SERVER_SIDE, ...more })
    return { secret: body.tokens.accessToken, session: body.session }
  }
  const isLive = async (secret: string) => (await call('GetCurrentSession', {}, bearer(secret))).status === 200
  const addUser = async (name: string) => {
    const user = { id: context.newId(), name, userType: 'standard', registryRole: 'none' } as const
    await context.store.ensureUser(user, nowMs)
    await context.store.setPassword(user.id, phc ?? '', nowMs)
    return user
  }
  const addToken = async (scope: 'read' | 'push' | 'admin', expiresAtMs?: number) => {
    const secret = generateToken()
    const token = { id: context.newId(), userId: context.admin.userId, ...hashToken(secret), scope }
    await context.store.insertToken({ ...token, origin: 'issued', note: '', expiresAtMs }, nowMs)
    return secret
  }

  test('by name and password, for a client that keeps one secret; its session says all but the secret', async () => {
    const answer = await call(
      'CreateSession',
      { ...password(' Admin'), strategy: SERVER_SIDE },
      { 'user-agent': 'test' },
    )
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { session, tokens } = answer.body
    expect(tokens).toMatchObject({ accessToken: expect.stringMatching(/^wps_[\w-]{43}$/), tokenType: 'Bearer' })
    expect(tokens.refreshToken).toBeUndefined()
    const current = await call('GetCurrentSession', {}, bearer(tokens.accessToken))
    expect(current.body.session).toEqual(session)
    expect(session).toMatchObject({
      principal: { id: context.admin.userId, name: 'admin', type: 'PRINCIPAL_TYPE_USER' },
      strategy: SERVER_SIDE,
      scopes: [{ permission: 'PERMISSION_ADMIN' }],
      client: { name: 'test', createAddress: '127.0.0.1' },
      expiry: { idleTimeout: '1209600s', absoluteTimeout: '2592000s' },
      isCurrent: true,
    })
    expect(JSON.stringify(current.body)).not.toContain(tokens.accessToken)
  })

  test('without a strategy: a cookie for a browser, tokens for all others', async () => {
    const others = await call('CreateSession', password())
    expect(others.body.tokens).toMatchObject({
      accessToken: expect.stringMatching(/^eyJ/),
      refreshToken: expect.stringMatching(/^wpr_/),
    })
    expect(await isLive(others.body.tokens.accessToken)).toBe(true)
    const browser = await call('CreateSession', password(), SAME_ORIGIN)
    expect([browser.body.tokens, browser.body.session.strategy]).toEqual([undefined, 'STRATEGY_COOKIE'])
  })

  test('S13: with a cookie, the identifier is in the Set-Cookie header alone', async () => {
    const answer = await call('CreateSession', { ...password(), strategy: 'STRATEGY_COOKIE' }, SAME_ORIGIN)
    const cookie = /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
    const secret = cookie.split('=')[1] ?? ''
    expect(secret).toMatch(/^wps_/)
    expect(JSON.stringify(answer.body)).not.toContain(secret)
    const headers = { ...SAME_ORIGIN, cookie, 'wireproof-forgery-token': answer.body.forgeryToken }
    const current = await call('GetCurrentSession', {}, headers)
    expect(current.body.forgeryToken).toBe(answer.body.forgeryToken)
    expect(JSON.stringify(current.body)).not.toContain(secret)

    const renewed = await call('ReauthenticateSession', password(), headers)
    expect(renewed.headers.get('set-cookie')).toMatch(/^__Host-wireproof_session=wps_/)
    expect(renewed.headers.get('set-cookie')).not.toContain(secret)
    expect((await call('GetCurrentSession', {}, headers)).status).toBe(401)
  })

  test('S22, S23: signing out over the API ends the session and takes the cookie', async () => {
    const answer = await call('CreateSession', password(), SAME_ORIGIN)
    const cookie = /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
    const headers = { ...SAME_ORIGIN, cookie, 'wireproof-forgery-token': answer.body.forgeryToken }
    const bye = await call('RevokeSession', {}, headers)
    expect(bye.status).toBe(200)
    expect(bye.headers.get('set-cookie')).toMatch(/Max-Age=0$/)
    expect(bye.headers.get('clear-site-data')).toBe('"storage"')
    expect((await call('GetCurrentSession', {}, headers)).status).toBe(401)
  })

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['from nowhere', {}],
  ])('S41: nobody is signed in with a cookie %s', async (_, headers: Record<string, string>) => {
    const answer = await call('CreateSession', { ...password(), strategy: 'STRATEGY_COOKIE' }, headers)
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
  })

  test('S15: a browser whose session is over can sign in, and one that is live is replaced', async () => {
    const dead = { ...SAME_ORIGIN, cookie: `${SESSION_COOKIE}=wps_${'a'.repeat(43)}` }
    const first = await call('CreateSession', password(), dead)
    expect(first.status).toBe(200)
    const cookie = /^[^;]+/.exec(first.headers.get('set-cookie') ?? '')?.[0] ?? ''
    expect((await call('CreateSession', password(), { ...SAME_ORIGIN, cookie })).status).toBe(200)
    const headers = { ...SAME_ORIGIN, cookie, 'wireproof-forgery-token': first.body.forgeryToken }
    expect((await call('GetCurrentSession', {}, headers)).status).toBe(401)
  })

  test('S49: an unknown name, a wrong password and an account without one are answered alike', async () => {
    await context.store.ensureUser({ id: context.newId(), name: 'robot', userType: 'machine', registryRole: 'none' }, 0)
    const answers = []
    for (const proof of [password('admin', 'x'), password('nobody'), password('robot'), password(''), password('\0')]) {
      const { status, body, headers } = await call('CreateSession', proof)
      answers.push([status, body, [...headers.keys()]])
    }
    expect(answers[0]?.slice(0, 2)).toEqual([
      401,
      { code: 'unauthenticated', message: 'the name or the password is wrong' },
    ])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test.each([
    ['no credential', {}, 400],
    ['a password of 10 KB', password('admin', 'x'.repeat(10_240)), 401],
    ['a name of 10 KB', password('x'.repeat(10_240)), 401],
    ['a token that is none', { token: { token: 'x'.repeat(10_240) } }, 401],
    ['an unknown token', { token: { token: `wp_${'a'.repeat(43)}` } }, 401],
    ['a token of nobody’s', { externalToken: { idToken: 'eyJ.eyJ.x' } }, 401],
    ['no time to live', { ...password(), absoluteTimeout: '0s' }, 400],
    ['a negative time to live', { ...password(), absoluteTimeout: '-5s' }, 400],
    ['a key that is none', { ...password(), strategy: 'STRATEGY_TOKEN', binding: { dpopJwkThumbprint: 'x' } }, 400],
    ['a bound cookie', { ...password(), strategy: SERVER_SIDE, binding: { dpopJwkThumbprint: 'a'.repeat(43) } }, 400],
    ['a scope on what is no name', { ...password(), scopes: [{ resource: '../x' }] }, 400],
    ['a scope on what is not there', { ...password(), scopes: [{ resource: 'nobody' }] }, 403],
  ])('S05: %s is refused with a reason', async (_, request, status) => {
    const answer = await call('CreateSession', request)
    expect(answer.status).toBe(status)
    expect(answer.body.message).toBeTruthy()
  })

  test('S19: a client may ask for a shorter life, and gets no longer one', async () => {
    const { secret } = await login({ absoluteTimeout: '3600s' })
    const { session } = await login({ absoluteTimeout: '31536000s' })
    expect(session.expiry.absoluteTimeout).toBe('2592000s')
    nowMs += HOUR_MS - 1
    expect(await isLive(secret)).toBe(true)
    nowMs += 1
    expect(await isLive(secret)).toBe(false)
  })

  test('a session from a token has its scopes or fewer, and does not outlive it', async () => {
    const token = { token: await addToken('push', nowMs + HOUR_MS) }
    const { body } = await call('CreateSession', { token, strategy: SERVER_SIDE })
    expect(body.session.scopes).toEqual([{ permission: 'PERMISSION_PUSH' }])
    const narrow = await call('CreateSession', {
      token,
      strategy: SERVER_SIDE,
      scopes: [{ permission: 'PERMISSION_READ' }],
    })
    expect(narrow.body.session.scopes).toEqual([{ permission: 'PERMISSION_READ' }])
    const wide = await call('CreateSession', {
      token,
      strategy: SERVER_SIDE,
      scopes: [{ permission: 'PERMISSION_ADMIN' }],
    })
    expect([wide.status, wide.body.code]).toEqual([403, 'permission_denied'])
    nowMs += HOUR_MS
    expect(await isLive(body.tokens.accessToken)).toBe(false)
  })

  test('S58, S26: a token that is revoked takes the sessions along that it made, and no others', async () => {
    const token = { token: await addToken('push') }
    const [opaque, signed] = [
      (await call('CreateSession', { token, strategy: SERVER_SIDE })).body.tokens,
      (await call('CreateSession', { token, strategy: 'STRATEGY_TOKEN' })).body.tokens,
    ]
    const other = await login()
    expect([await isLive(opaque.accessToken), await isLive(signed.accessToken)]).toEqual([true, true])
    const found = await context.store.findTokenByLookup(hashToken(token.token).lookup)
    await context.store.revokeToken(found?.token.id ?? '', nowMs)
    expect([await isLive(opaque.accessToken), await isLive(signed.accessToken)]).toEqual([false, false])
    expect((await call('RefreshSession', { refreshToken: signed.refreshToken })).status).toBe(401)
    const status = await call('IntrospectToken', { token: signed.accessToken }, bearer(other.secret))
    expect(status.body).toEqual({ status: {} })
    expect(await isLive(other.secret)).toBe(true)
  })

  test('S16, S20: proving again gives a new secret, and both clocks start anew', async () => {
    const { secret, session } = await login()
    for (let day = 0; day < 29; day++) {
      nowMs += 24 * HOUR_MS
      expect(await isLive(secret)).toBe(true)
    }
    const wrong = await call('ReauthenticateSession', password('admin', 'wrong'), bearer(secret))
    expect([wrong.status, await isLive(secret)]).toEqual([401, true])
    const { body } = await call('ReauthenticateSession', password(), bearer(secret))
    expect(body.session.id).toBe(session.id)
    expect([await isLive(secret), await isLive(body.tokens.accessToken)]).toEqual([false, true])
    nowMs += 5 * 24 * HOUR_MS
    expect(await isLive(body.tokens.accessToken)).toBe(true)
  })

  test('nobody re-authenticates as somebody else, nor with a token', async () => {
    await addUser('ann')
    const { secret } = await login()
    expect((await call('ReauthenticateSession', password('ann'), bearer(secret))).status).toBe(401)
    const token = await addToken('admin')
    expect((await call('ReauthenticateSession', password(), bearer(token))).body.code).toBe('failed_precondition')
    expect((await call('GetCurrentSession', {}, bearer(token))).body.code).toBe('failed_precondition')
  })

  test('S28: one, all others, all; only after having proven again who one is', async () => {
    const [a, b, c] = [await login(), await login(), await login()]
    const list = await call('ListSessions', { pageSize: 2 }, bearer(a.secret))
    expect(list.body.sessions).toHaveLength(2)
    const rest = await call('ListSessions', { pageToken: list.body.nextPageToken }, bearer(a.secret))
    const all = [...list.body.sessions, ...rest.body.sessions]
    expect(all.map(({ id }) => id).sort()).toEqual([a, b, c].map(({ session }) => session.id).sort())
    expect(all.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([a.session.id])

    nowMs += FRESH_MS + 1
    for (const [method, request] of [
      ['RevokeSession', { sessionId: b.session.id }],
      ['RevokeSessions', { keepCurrent: true }],
    ] as const) {
      const refused = await call(method, request, bearer(a.secret))
      expect([refused.status, refused.body.message]).toEqual([403, expect.stringMatching(/^prove again who you are:/)])
    }
    expect(await isLive(b.secret)).toBe(true)
    const renewed = (await call('ReauthenticateSession', password(), bearer(a.secret))).body.tokens.accessToken
    await call('RevokeSession', { sessionId: b.session.id }, bearer(renewed))
    expect([await isLive(b.secret), await isLive(c.secret)]).toEqual([false, true])
    expect((await call('RevokeSession', { sessionId: b.session.id }, bearer(renewed))).status).toBe(200)
    expect((await call('RevokeSessions', { keepCurrent: true }, bearer(renewed))).body.revokedCount).toBe(1)
    expect([await isLive(c.secret), await isLive(renewed)]).toEqual([false, true])
    expect((await call('RevokeSessions', {}, bearer(renewed))).body.revokedCount).toBe(1)
    expect(await isLive(renewed)).toBe(false)
  })

  test('S22: signing out needs no fresh proof', async () => {
    const { secret } = await login()
    nowMs += FRESH_MS + 1
    expect((await call('RevokeSession', {}, bearer(secret))).status).toBe(200)
    expect(await isLive(secret)).toBe(false)
  })

  test('S29: an administrator ends one’s sessions, or everybody’s; nobody else does', async () => {
    const ann = await addUser('ann')
    const [admin, first, second] = [await login(), await login({}, 'ann'), await login({}, 'ann')]
    for (const request of [{ principalId: context.admin.userId }, { everyone: true }]) {
      expect((await call('RevokeSessions', request, bearer(first.secret))).status).toBe(403)
    }
    expect((await call('RevokeSession', { sessionId: admin.session.id }, bearer(first.secret))).status).toBe(404)
    expect((await call('ListSessions', { principalId: context.admin.userId }, bearer(first.secret))).status).toBe(403)

    expect((await call('ListSessions', { principalId: ann.id }, bearer(admin.secret))).body.sessions).toHaveLength(2)
    await call('RevokeSession', { sessionId: first.session.id }, bearer(admin.secret))
    expect([await isLive(first.secret), await isLive(second.secret)]).toEqual([false, true])
    expect((await call('RevokeSessions', { principalId: ann.id }, bearer(admin.secret))).body.revokedCount).toBe(1)
    expect(await isLive(second.secret)).toBe(false)

    const third = await login({}, 'ann')
    const everyone = await call('RevokeSessions', { everyone: true, keepCurrent: true }, bearer(admin.secret))
    expect(everyone.body.revokedCount).toBe(1)
    expect([await isLive(third.secret), await isLive(admin.secret)]).toEqual([false, true])
    const both = await call('RevokeSessions', { everyone: true, principalId: ann.id }, bearer(admin.secret))
    expect(both.body.code).toBe('invalid_argument')
    const nobody = await call('RevokeSessions', { principalId: 'f'.repeat(32) }, bearer(admin.secret))
    expect(nobody.body.code).toBe('not_found')
  })

  test('a session that may only read ends itself and no other', async () => {
    const full = await login()
    const reading = await login({ scopes: [{ permission: 'PERMISSION_READ' }] })
    const one = await call('RevokeSession', { sessionId: full.session.id }, bearer(reading.secret))
    expect([one.status, (await call('RevokeSessions', {}, bearer(reading.secret))).status]).toEqual([403, 403])
    expect((await call('RevokeSession', {}, bearer(reading.secret))).status).toBe(200)
    expect([await isLive(full.secret), await isLive(reading.secret)]).toEqual([true, false])
  })

  test('a robot signs in with its token, but not to a browser', async () => {
    const robot = { id: context.newId(), name: 'ci', userType: 'machine', registryRole: 'writer' } as const
    await context.store.ensureUser(robot, nowMs)
    const secret = generateToken()
    const token = { id: context.newId(), userId: robot.id, ...hashToken(secret), scope: 'push' } as const
    await context.store.insertToken({ ...token, origin: 'issued', note: '', expiresAtMs: undefined }, nowMs)
    const { body } = await call('CreateSession', { token: { token: secret } })
    expect(body.session.principal).toEqual({ id: robot.id, name: 'ci', type: 'PRINCIPAL_TYPE_ROBOT' })
    expect((await call('CreateSession', { token: { token: secret } }, SAME_ORIGIN)).body.code).toBe('invalid_argument')
  })

  test('secrets are taken over no connection that others can read', async () => {
    const answer = await call('CreateSession', password(), { 'x-forwarded-for': '203.0.113.5' })
    expect([answer.status, answer.body.code]).toEqual([403, 'permission_denied'])
  })

  test('S66: who signs in, fails, proves again and ends sessions is in the audit log, without secrets', async () => {
    await call('CreateSession', password('admin', 'a wrong password'))
    await call('CreateSession', password('nobody at all', 'a wrong password'))
    const { secret } = await login()
    const { body } = await call('ReauthenticateSession', password(), bearer(secret))
    await call('RevokeSessions', {}, bearer(body.tokens.accessToken))
    const filter = { actorId: undefined, action: undefined, targetId: undefined, fromMs: undefined, toMs: undefined }
    const page = { size: 50, descending: false, after: undefined }
    const { items } = await context.store.listAuditEvents(filter, page)
    expect(items.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'login.failed failed',
      'login.failed failed',
      'login.succeeded succeeded',
      'session.reauthenticated succeeded',
      'sessions.revoked succeeded',
    ])
    for (const text of [secret, body.tokens.accessToken, PASSWORD, 'a wrong password', 'nobody at all']) {
      expect(JSON.stringify(items)).not.toContain(text)
    }
  })
})
