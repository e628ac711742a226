import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createBrowser, type TestBrowser } from '../../../testing/browser.ts'
import { startIdentityProvider, type TestIdentityProvider } from '../../../testing/identity-provider.ts'
import { createTestContext, type TestContext } from '../../../testing/test-context.ts'
import { createApp } from '../../app.ts'
import { createExternalLogin } from '../../auth/oidc/external-login.ts'
import { hashPassword } from '../../auth/passwords/password-hash.ts'
import { FRESH_MS } from '../../limits.ts'

const ORIGIN = 'http://localhost:8080'
const PASSWORD = 'a long enough password for admin'
const LOGIN = '/login/external'

let provider: TestIdentityProvider
beforeAll(async () => {
  provider = await startIdentityProvider()
})
afterAll(() => provider.close())

describe('login at a provider', () => {
  let nowMs: number
  let context: TestContext
  let browser: TestBrowser
  let newBrowser: () => TestBrowser
  let isSignUpAllowed: boolean
  let phc: string | undefined

  beforeEach(async () => {
    nowMs = Date.now()
    provider.claims = {}
    provider.failWith = undefined
    provider.tokenRequests.length = 0
    isSignUpAllowed = true
    const login = createExternalLogin({
      issuer: provider.issuer,
      clientId: 'wireproof',
      clientSecret: 'secret',
      redirectUri: `${ORIGIN}/login/external/callback`,
      masterKey: Buffer.alloc(32, 1),
    })
    context = await createTestContext({
      now: () => nowMs,
      externalLogin: {
        provider: login,
        get isSignUpAllowed() {
          return isSignUpAllowed
        },
      },
    })
    phc ??= await hashPassword(PASSWORD)
    await context.store.setPassword(context.admin.userId, phc, nowMs)
    const app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: ORIGIN,
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    newBrowser = () => createBrowser((path, init) => app.request(`${ORIGIN}${path}`, init))
    browser = newBrowser()
  })

  const addressOf = (response: Response) => /url=(.*)$/.exec(response.headers.get('refresh') ?? '')?.[1] ?? ''
  const begin = async (who = browser, page = '/login', action = LOGIN) => addressOf(await who.submit(page, {}, action))
  const isSignedIn = async (who = browser) => (await who.get('/settings/sessions')).status === 200
  const signInAsAdmin = (who = browser) => who.submit('/login', { name: 'admin', password: PASSWORD })
  const failures = async () => {
    const filter = { actorId: undefined, targetId: undefined, fromMs: undefined, toMs: undefined }
    const page = { size: 50, descending: true, after: undefined }
    return (await context.store.listAuditEvents({ ...filter, action: 'login.failed' }, page)).items.length
  }

  test('S62: it is a code with PKCE S256, state and nonce, for one redirect URI', async () => {
    const asked = new URL(await begin()).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'wireproof',
      redirect_uri: `${ORIGIN}/login/external/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      max_age: '43200',
    })
    const other = new URL(await begin(newBrowser())).searchParams
    for (const name of ['code_challenge', 'state', 'nonce']) expect(other.get(name)).not.toBe(asked.get(name))
  })

  test('S62: the first login makes an account without rights where the operator allows it, later ones find it', async () => {
    const back = await browser.get(provider.approve(await begin(browser, '/login?next=/settings/sessions')))
    expect([back.status, back.headers.get('location')]).toEqual([303, '/settings/sessions'])
    expect(await isSignedIn()).toBe(true)
    const rights = await context.store.findAccountByName('grace-hopper')
    expect(rights?.account).toMatchObject({ registryRole: 'none', state: 'active', hasPassword: false })
    expect(provider.tokenRequests.map((form) => form.get('redirect_uri'))).toEqual([
      `${ORIGIN}/login/external/callback`,
    ])

    isSignUpAllowed = false
    provider.claims = { preferred_username: 'another-name' }
    const second = newBrowser()
    await second.get(provider.approve(await begin(second)))
    expect(await isSignedIn(second)).toBe(true)
    expect(await context.store.findAccountByName('another-name')).toBeUndefined()
  })

  test('S62: nobody gets in without an account, or into that of another by its name', async () => {
    isSignUpAllowed = false
    const closed = await browser.get(provider.approve(await begin()))
    expect([closed.status, await isSignedIn()]).toEqual([401, false])
    expect(await context.store.findAccountByName('grace-hopper')).toBeUndefined()
    isSignUpAllowed = true
    for (const name of ['admin', '', undefined, 'settings', '../admin', '-']) {
      provider.claims = { preferred_username: name }
      const taken = await browser.get(provider.approve(await begin()))
      expect([name, taken.status < 500 && taken.status >= 400, await isSignedIn()]).toEqual([name, true, false])
    }
  })

  test('S26: an account that was disabled does not get in', async () => {
    await browser.get(provider.approve(await begin()))
    const id = (await context.store.findAccountByName('grace-hopper'))?.account.id ?? ''
    await context.store.changeAccount(id, { state: 'disabled' }, nowMs)
    const again = newBrowser()
    expect((await again.get(provider.approve(await begin(again)))).status).toBe(401)
    expect(await isSignedIn(again)).toBe(false)
  })

  describe('S62: refused, and noted:', () => {
    test.each<[string, (url: string) => string | Promise<string>]>([
      ['a wrong state', (url) => provider.approve(url, { state: 'x' })],
      ['a code that was never given', (url) => provider.approve(url, { code: 'x' })],
      ['an error of the provider', (url) => provider.approve(url, { error: 'access_denied' })],
      ['no parameters', () => '/login/external/callback'],
      ['another issuer in the answer', (url) => provider.approve(url, { iss: 'https://evil.example' })],
    ])('%s', async (_, callback) => {
      const answer = await browser.get(await callback(await begin()))
      expect([answer.status, await isSignedIn()]).toEqual([401, false])
      expect(await failures()).toBe(1)
    })

    test.each<[string, Record<string, unknown>]>([
      ['another nonce', { nonce: 'x' }],
      ['no nonce', { nonce: undefined }],
      ['another audience', { aud: 'another-client' }],
      ['another issuer', { iss: 'https://evil.example' }],
      ['a token that has ended', { exp: 1 }],
      ['nobody', { sub: undefined }],
    ])('an ID token with %s', async (_, claims) => {
      provider.claims = claims
      const answer = await browser.get(provider.approve(await begin()))
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(await isSignedIn()).toBe(false)
    })

    test.each<[string, Record<string, unknown>]>([
      ['S35: of the day before', { auth_time: Math.floor(Date.now() / 1000) - 24 * 3600 }],
      ['S35: at no known time', { auth_time: undefined }],
    ])('a login there %s', async (_, claims) => {
      provider.claims = claims
      expect((await browser.get(provider.approve(await begin()))).status).toBe(401)
      expect(await isSignedIn()).toBe(false)
    })

    test('a callback in another browser, one that comes twice, and one that comes late', async () => {
      const callback = provider.approve(await begin())
      const thief = newBrowser()
      expect((await thief.get(callback)).status).toBe(401)
      expect(await isSignedIn(thief)).toBe(false)
      const { cookie } = browser
      expect((await browser.get(callback)).status).toBe(303)
      const replay = newBrowser()
      replay.cookie = cookie
      expect((await replay.get(callback)).status).toBe(401)

      const slow = newBrowser()
      const late = provider.approve(await begin(slow))
      nowMs += 11 * 60_000
      expect((await slow.get(late)).status).toBe(401)
    })
  })

  test('S35: nothing begins without a form of ours', async () => {
    for (const path of [LOGIN, '/login/step-up/external', '/settings/login-methods/external']) {
      expect((await browser.get(path)).status).toBe(404)
      const foreign = await browser.post(path, {}, { 'sec-fetch-site': 'cross-site' })
      expect([path, foreign.status]).toEqual([path, 403])
    }
    expect(provider.tokenRequests).toEqual([])
  })

  test('S69: a provider that is down lets nobody in, and is no bug of ours', async () => {
    const url = await begin()
    provider.failWith = 503
    const answer = await browser.get(provider.approve(url))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await isSignedIn()).toBe(false)
  })

  test('S32: to link an account one must have logged in lately; then it signs in, until it is taken away', async () => {
    await signInAsAdmin()
    nowMs += FRESH_MS + 1
    const stale = await browser.submit('/settings/login-methods', {}, '/settings/login-methods/external')
    expect(stale.headers.get('location')).toContain('/login/step-up')
    await browser.submit('/login/step-up', { password: PASSWORD })
    const url = await begin(browser, '/settings/login-methods', '/settings/login-methods/external')
    expect((await browser.get(provider.approve(url))).headers.get('location')).toBe('/settings/login-methods')
    expect(await (await browser.get('/settings/login-methods')).text()).toContain('Grace.Hopper@example.com')

    isSignUpAllowed = false
    const other = newBrowser()
    await other.get(provider.approve(await begin(other)))
    expect(await (await other.get('/settings/sessions')).text()).toContain('<span>admin</span>')

    await browser.submit('/settings/login-methods', {}, '/settings/login-methods/unlink')
    const third = newBrowser()
    expect((await third.get(provider.approve(await begin(third)))).status).toBe(401)
  })

  test('S32: the last way to log in is not taken away', async () => {
    await browser.get(provider.approve(await begin()))
    const answer = await browser.submit('/settings/login-methods', {}, '/settings/login-methods/unlink')
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('last way to log in')])
    expect(
      await context.store.listExternalIdentities((await context.store.findAccountByName('grace-hopper'))!.account.id),
    ).toHaveLength(1)
  })

  test('S20, S33: proving again at the provider makes the session fresh, and only by the same account', async () => {
    await browser.get(provider.approve(await begin()))
    const { cookie } = browser
    nowMs += FRESH_MS + 1
    provider.claims = { sub: 'subject-2' }
    const url = await begin(browser, '/login/step-up?next=/settings/login-methods', '/login/step-up/external')
    expect(new URL(url).searchParams.get('max_age')).toBe('600')
    expect((await browser.get(provider.approve(url))).status).toBe(401)
    provider.claims = {}
    const again = await begin(browser, '/login/step-up?next=/settings/login-methods', '/login/step-up/external')
    expect((await browser.get(provider.approve(again))).headers.get('location')).toBe('/settings/login-methods')
    expect(browser.cookie).not.toBe(cookie)
    const old = newBrowser()
    old.cookie = cookie
    expect(await isSignedIn(old)).toBe(false)
  })
})
