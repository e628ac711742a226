import { beforeEach, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../../../testing/browser.ts'
import { createPageRegistry, PASSWORD, type PageRegistry } from '../../../testing/page-registry.ts'
import type { TestContext } from '../../../testing/test-context.ts'
import { SESSION_COOKIE } from '../../auth/session-cookie.ts'
import { parseLifetimes } from '../../auth/session-lifetimes.ts'
import { generateToken, hashToken } from '../../auth/token.ts'
import { FRESH_MS, MAX_SESSIONS_PER_USER } from '../../limits.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Pages to which people are sent by programs, or when it is time. */
const UNLINKED = ['/login/step-up', '/oauth2/device', '/account']

describe('sessions of browsers', () => {
  let registry: PageRegistry
  let context: TestContext
  let browser: TestBrowser

  beforeEach(async () => {
    registry = await createPageRegistry()
    context = registry.context
    browser = registry.newBrowser()
  })

  const newBrowser = (headers?: Record<string, string>) => registry.newBrowser(headers)
  const login = (who = browser, fields: Record<string, string> = {}, page = '/login') =>
    registry.login(who, fields, page)
  const isSignedIn = async (who = browser) => (await who.get('/settings/sessions')).status === 200
  const sessionCookie = (response: Response) =>
    response.headers.getSetCookie().find((cookie) => cookie.startsWith(SESSION_COOKIE)) ?? ''
  /** A browser with nothing but the cookies that another one had. */
  const copyOf = (cookie: string) => {
    const copy = newBrowser()
    copy.cookie = cookie
    return copy
  }

  test('S08, S09, S10, S11, S21: the cookie is for one host, TLS and requests alone, and gone with the browser', async () => {
    const answer = await login()
    expect(answer.status).toBe(303)
    const cookie = sessionCookie(answer)
    expect(cookie).toMatch(/^__Host-wireproof_session=wps_[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
    expect(cookie.length).toBeLessThan(4096)
  })

  test('S01, S02: the identifier is 256 random bits and says nothing', async () => {
    const value = /=wps_([\w-]+);/.exec(sessionCookie(await login()))?.[1] ?? ''
    expect(Buffer.from(value, 'base64url')).toHaveLength(32)
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('admin')
    expect(sessionCookie(await login(newBrowser()))).not.toContain(value)
  })

  /** All pages that links lead to, from the front page on, with their texts. */
  const crawl = async () => {
    const pages = new Map<string, { status: number; headers: Headers; body: string }>()
    const waiting = ['/', ...UNLINKED]
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (pages.has(path)) continue
      const answer = await browser.get(path)
      const body = await answer.text()
      pages.set(path, { status: answer.status, headers: answer.headers, body })
      for (const [, link = ''] of body.matchAll(/href="(\/[^"#]*)"/g)) waiting.push(link.replaceAll('&amp;', '&'))
    }
    return pages
  }

  test('S14, S25: pages of a session are kept by nobody, and each shows the way out', async () => {
    expect((await login()).headers.get('cache-control')).toBe('no-store')
    const pages = await crawl()
    expect(pages.size).toBeGreaterThan(6)
    for (const [path, { status, headers, body }] of pages) {
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'no-store'])
      expect(body).toContain('<form method="post" action="/logout">')
    }
  })

  test('S13: the identifier is in no page', async () => {
    await login()
    const secret = browser.cookie.split('=')[1]?.split(';')[0] ?? ''
    expect(secret).toMatch(/^wps_/)
    for (const { body } of (await crawl()).values()) expect(body).not.toContain(secret)
  })

  test('S12, S17: half an hour without a request ends the session, though the browser keeps the cookie', async () => {
    await login()
    const { cookie } = browser
    registry.nowMs += 29 * MINUTE_MS
    expect(await isSignedIn(copyOf(cookie))).toBe(true)
    registry.nowMs += 30 * MINUTE_MS
    expect(await isSignedIn(copyOf(cookie))).toBe(false)
  })

  test('S18, S19: requests keep it alive, but no longer than twelve hours', async () => {
    await login()
    const { cookie } = browser
    for (let passed = 0; passed + 25 * MINUTE_MS < 12 * HOUR_MS; passed += 25 * MINUTE_MS) {
      registry.nowMs += 25 * MINUTE_MS
      expect(await isSignedIn(copyOf(cookie))).toBe(true)
    }
    registry.nowMs += 25 * MINUTE_MS
    expect(await isSignedIn(copyOf(cookie))).toBe(false)
  })

  test('S21: a remembered session outlives the browser, for thirty days and no longer, and two weeks without use', async () => {
    const answer = await login(browser, { remember: 'yes' })
    expect(sessionCookie(answer)).toContain(`; Max-Age=${30 * 24 * 3600}`)
    const { cookie } = browser
    for (const days of [13, 13]) {
      registry.nowMs += days * DAY_MS
      expect(await isSignedIn(copyOf(cookie))).toBe(true)
    }
    registry.nowMs += 4 * DAY_MS
    expect(await isSignedIn(copyOf(cookie))).toBe(false)
    await login(browser, { remember: 'yes' })
    registry.nowMs += 14 * DAY_MS
    expect(await isSignedIn()).toBe(false)
  })

  test('S21: the login says for how long the operator lets it remember, and does not offer it where that is never', async () => {
    expect(await (await browser.get('/login')).text()).toContain(
      'for 30 days at most, or until it was not used for 14 days',
    )
    const settings = { idleMinutes: undefined, absoluteHours: undefined, rememberDays: '0' }
    registry = await createPageRegistry({ lifetimes: parseLifetimes(settings, []) })
    expect(await (await newBrowser().get('/login')).text()).not.toContain('name="remember"')
    expect(sessionCookie(await login(newBrowser(), { remember: 'yes' }))).not.toContain('Max-Age')
  })

  test('S15, S04: signing in makes a new identifier, and the one that the browser brought is dead', async () => {
    const fixed = `${SESSION_COOKIE}=wps_${'a'.repeat(43)}`
    browser.cookie = fixed
    await login()
    expect(browser.cookie).not.toContain(fixed)
    expect(await isSignedIn()).toBe(true)
    expect(await isSignedIn(copyOf(fixed))).toBe(false)

    const first = browser.cookie
    await browser.post('/login', { name: 'admin', password: PASSWORD })
    expect(browser.cookie).not.toBe(first)
    expect(await isSignedIn()).toBe(true)
    expect(await isSignedIn(copyOf(first))).toBe(false)
  })

  test('S16, S20: proving again who one is gives a new identifier and starts both clocks anew', async () => {
    await login()
    const first = browser.cookie
    for (let i = 0; i < 28; i++) {
      registry.nowMs += 25 * MINUTE_MS
      await browser.get('/')
      await browser.get('/settings/sessions')
    }
    const answer = await browser.submit('/login/step-up?next=/settings/sessions', { password: PASSWORD })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/settings/sessions'])
    expect(browser.cookie).not.toBe(first)
    expect(await isSignedIn(copyOf(first))).toBe(false)
    for (let i = 0; i < 28; i++) {
      registry.nowMs += 25 * MINUTE_MS
      expect(await isSignedIn()).toBe(true)
    }
    registry.nowMs += 25 * MINUTE_MS
    expect(await isSignedIn()).toBe(false)
  })

  test('S16: a wrong password at the step-up changes nothing', async () => {
    await login()
    const first = browser.cookie
    const answer = await browser.submit('/login/step-up', { password: 'wrong' })
    expect(answer.status).toBe(401)
    expect(browser.cookie).toBe(first)
    expect(await isSignedIn()).toBe(true)
  })

  test('S22, S23: signing out ends the session on the server, takes the cookie and empties the browser’s storage', async () => {
    await login()
    const { cookie } = browser
    const answer = await browser.submit('/settings/sessions', {}, '/logout')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-wireproof_session=; .*Max-Age=0$/)
    expect(answer.headers.get('clear-site-data')).toBe('"storage"')
    expect(await answer.text()).not.toContain('/logout')
    expect(await isSignedIn(copyOf(cookie))).toBe(false)
  })

  test('S24: no link signs out, nor a form without this session’s token', async () => {
    await login()
    for (const path of ['/logout', '/logout?forgery_token=x']) expect((await browser.get(path)).status).toBe(404)
    expect((await browser.post('/logout', {})).status).toBe(403)
    const other = newBrowser()
    await login(other)
    const page = await (await other.get('/settings/sessions')).text()
    const token = /name="forgery_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await browser.post('/logout', { forgery_token: token })).status).toBe(403)
    expect((await other.post('/logout', { forgery_token: token })).status).toBe(200)
    expect(await isSignedIn()).toBe(true)
  })

  test.each([
    ['S36: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['S37: same-site', { 'sec-fetch-site': 'same-site' }],
    ['S38: another Origin', { origin: 'https://evil.example' }],
    ['S38: another Referer', { referer: 'https://evil.example/' }],
    ['S38: no sign of where it comes from', {}],
  ])('S39, S41: a form that is sent %s does nothing, not even sign in', async (_, headers: Record<string, string>) => {
    const signIn = await browser.post('/login', { name: 'admin', password: PASSWORD }, headers)
    expect([signIn.status, signIn.headers.get('set-cookie')]).toEqual([403, null])
    await login()
    const page = await (await browser.get('/settings/sessions')).text()
    const token = /name="forgery_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await browser.post('/logout', { forgery_token: token }, headers)).status).toBe(403)
    expect(await isSignedIn()).toBe(true)
  })

  test('S28: people see their sessions and end one, all others, or all', async () => {
    await login()
    const [second, third] = [newBrowser({ 'user-agent': '<b>Second</b>' }), newBrowser({ 'user-agent': 'Third' })]
    await login(second)
    await login(third)
    const page = await (await browser.get('/settings/sessions')).text()
    expect(page).toContain('&lt;b&gt;Second')
    const id = /Second.*?name="end" value="([0-9a-f]{32})"/s.exec(page)?.[1] ?? ''
    expect((await browser.submit('/settings/sessions', { end: id })).status).toBe(303)
    expect([await isSignedIn(), await isSignedIn(second), await isSignedIn(third)]).toEqual([true, false, true])
    await browser.submit('/settings/sessions', { end: 'others' })
    expect([await isSignedIn(), await isSignedIn(third)]).toEqual([true, false])
    await login(third)
    expect((await browser.submit('/settings/sessions', { end: 'all' })).status).toBe(200)
    expect([await isSignedIn(), await isSignedIn(third)]).toEqual([false, false])
  })

  test('S28: only after having proven again who they are, if that was long ago', async () => {
    await login()
    const other = newBrowser()
    await login(other)
    registry.nowMs += FRESH_MS + 1
    const page = await (await browser.get('/settings/sessions')).text()
    const id = [...page.matchAll(/name="end" value="([0-9a-f]{32})"/g)].at(-1)?.[1] ?? ''
    for (const end of [id, 'others', 'all']) {
      const answer = await browser.submit('/settings/sessions', { end })
      expect(answer.headers.get('location')).toBe('/login/step-up?next=%2Fsettings%2Fsessions')
    }
    expect(await isSignedIn(other)).toBe(true)
    await browser.submit('/login/step-up', { password: PASSWORD })
    await browser.submit('/settings/sessions', { end: 'others' })
    expect(await isSignedIn(other)).toBe(false)
  })

  test('S28: nobody ends a session of somebody else', async () => {
    await login()
    await registry.addUser('ann')
    const ann = newBrowser()
    await login(ann, { name: 'ann' })
    const page = await (await browser.get('/settings/sessions')).text()
    const [, id = ''] = /name="end" value="([0-9a-f]{32})"/.exec(page) ?? []
    expect((await ann.submit('/settings/sessions', { end: id })).status).toBe(404)
    await ann.submit('/settings/sessions', { end: 'all' })
    expect([await isSignedIn(), await isSignedIn(ann)]).toEqual([true, false])
  })

  test('S30: one session too many ends the one that was unused for longest', async () => {
    const browsers: TestBrowser[] = []
    const cookieOf = async () => {
      const who = newBrowser()
      await login(who)
      registry.nowMs += 1000
      return who
    }
    for (let i = 0; i < MAX_SESSIONS_PER_USER; i++) browsers.push(await cookieOf())
    registry.nowMs += MINUTE_MS
    expect(await isSignedIn(browsers[0])).toBe(true)
    await cookieOf()
    expect(await isSignedIn(browsers[0])).toBe(true)
    expect(await isSignedIn(browsers[1])).toBe(false)
    expect(await isSignedIn(browsers[2])).toBe(true)
    const filter = { actorId: undefined, targetId: undefined, fromMs: undefined, toMs: undefined }
    const page = { size: 10, descending: true, after: undefined }
    const told = await context.store.listAuditEvents({ ...filter, action: 'session.revoked' }, page)
    expect(told.items.map(({ details }) => details)).toEqual(['{"reason":"limit"}'])
  }, 20_000)

  test('S49: an unknown name and a wrong password get the same page', async () => {
    const answers = []
    for (const name of ['admin', 'nobody', 'Admin ', '']) {
      const answer = await newBrowser().submit('/login', { name, password: 'wrong' })
      const text = (await answer.text()).replace(`value="${name}"`, '')
      answers.push([answer.status, text, [...answer.headers.keys()].filter((key) => key !== 'x-request-id')])
    }
    expect(answers[0]?.[0]).toBe(401)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('S48: too many wrong passwords are told so, with a time to come back', async () => {
    for (let i = 0; i < 10; i++) expect((await login(browser, { password: 'wrong' })).status).toBe(401)
    const answer = await login()
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
  })

  test('who is not signed in is sent to the login, and back; no link leads elsewhere', async () => {
    const page = await browser.get('/settings/sessions?x=1')
    expect([page.status, page.headers.get('location')]).toEqual([303, '/login?next=%2Fsettings%2Fsessions%3Fx%3D1'])
    const answer = await login(browser, {}, '/login?next=%2Fsettings%2Fsessions%3Fx%3D1')
    expect(answer.headers.get('location')).toBe('/settings/sessions?x=1')
    const lured = await login(newBrowser(), {}, '/login?next=//evil.example')
    expect(lured.headers.get('location')).toBe('/')
    expect((await browser.get('/login?next=/settings/user')).headers.get('location')).toBe('/settings/user')
  })

  test('no page asks for a secret where others could read it, and no form is taken', async () => {
    const far = newBrowser({ 'x-forwarded-for': '203.0.113.5' })
    for (const path of ['/login', '/setup', '/account']) {
      const page = await far.get(path)
      expect([path, page.status, (await page.text()).includes('<form')]).toEqual([path, 403, false])
      expect((await far.post(path, { name: 'admin', password: PASSWORD })).status).toBe(403)
    }
    expect((await far.get('/')).status).toBe(200)
  })

  test('S06: a page does not look at an Authorization header', async () => {
    const token = generateToken()
    const record = { id: context.newId(), userId: context.admin.userId, ...hashToken(token), scope: 'admin' } as const
    await context.store.insertToken({ ...record, origin: 'issued', note: '', expiresAtMs: undefined }, registry.nowMs)
    expect(await isSignedIn(newBrowser({ authorization: `Bearer ${token}` }))).toBe(false)
  })

  test('a name in other letters is the same name; a robot has no way in', async () => {
    expect((await login(browser, { name: ' ADMIN ' })).status).toBe(303)
    const robot = { id: context.newId(), name: 'robot', userType: 'machine', registryRole: 'none' } as const
    await context.store.ensureUser(robot, registry.nowMs)
    expect((await login(newBrowser(), { name: 'robot' })).status).toBe(401)
  })
})
