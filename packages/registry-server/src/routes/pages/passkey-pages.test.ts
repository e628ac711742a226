import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { createBrowser, type TestBrowser } from '../../../testing/browser.ts'
import {
  type AuthenticatorFaults,
  createSoftwareAuthenticator,
  type SoftwareAuthenticator,
} from '../../../testing/software-authenticator.ts'
import { createTestContext, type TestContext } from '../../../testing/test-context.ts'
import { createApp } from '../../app.ts'
import { CHALLENGE_MS } from '../../auth/passkeys/passkeys.ts'
import { hashPassword } from '../../auth/passwords/password-hash.ts'
import { FRESH_MS } from '../../limits.ts'

const ORIGIN = 'http://localhost:8080'
const PASSWORD = 'a long enough password for admin'
const ADD = '/settings/login-methods/passkey'
const LOGIN = '/login/passkey'
const STEP_UP = '/login/step-up/passkey'

describe('passkeys', () => {
  let nowMs: number
  let context: TestContext
  let browser: TestBrowser
  let device: SoftwareAuthenticator
  let newBrowser: () => TestBrowser
  let phc: string | undefined

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 1)
    context = await createTestContext({ now: () => nowMs })
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
    device = createSoftwareAuthenticator(ORIGIN)
  })

  const textOf = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  /** The options that a page hands to the device, and all hidden fields of its form. */
  async function load(path: string, who = browser) {
    const text = await (await who.get(path)).text()
    const options = JSON.parse(textOf(/data-options="([^"]*)"/.exec(text)?.[1] ?? 'null'))
    const form = /<form method="post" data-kind.*?<\/form>/s.exec(text)?.[0] ?? ''
    const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    return { options, fields: Object.fromEntries(fields.map(([, name, value = '']) => [name, textOf(value)])) }
  }
  async function register(faults: AuthenticatorFaults = {}, name = 'my key') {
    const { options, fields } = await load(ADD)
    return browser.post(ADD, { ...fields, response: device.create(options, faults), name })
  }
  async function logIn(who = newBrowser(), faults: AuthenticatorFaults = {}) {
    const { options, fields } = await load(LOGIN, who)
    return { who, answer: await who.post(LOGIN, { ...fields, response: device.get(options, faults) }) }
  }
  const signInAsAdmin = (who = browser) => who.submit('/login', { name: 'admin', password: PASSWORD })
  const isSignedIn = async (who: TestBrowser) => (await who.get('/settings/sessions')).status === 200
  const eventsOf = async (action: 'login.failed' | 'factor.added' | 'factor.removed') => {
    const filter = { actorId: undefined, targetId: undefined, fromMs: undefined, toMs: undefined }
    const page = { size: 50, descending: true, after: undefined }
    return (await context.store.listAuditEvents({ ...filter, action }, page)).items.length
  }

  test('S51: a key of the device signs in without a name, and challenges are 256 random bits', async () => {
    await signInAsAdmin()
    const added = await register()
    expect([added.status, added.headers.get('location')]).toEqual([303, '/settings/login-methods'])
    expect(await (await browser.get('/settings/login-methods')).text()).toContain('my key')
    const { who, answer } = await logIn()
    expect(answer.status).toBe(303)
    expect(await isSignedIn(who)).toBe(true)
    const challenges = new Set<string>()
    for (let round = 0; round < 50; round++) challenges.add((await load(LOGIN, newBrowser())).options.challenge)
    expect(challenges.size).toBe(50)
    for (const challenge of challenges) expect(Buffer.from(challenge, 'base64url')).toHaveLength(32)
    expect([await eventsOf('factor.added'), await eventsOf('login.failed')]).toEqual([1, 0])
  })

  test('S51: the device must verify the person, and is asked for this host alone', async () => {
    await signInAsAdmin()
    expect((await load(ADD)).options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    })
    expect((await load(LOGIN, newBrowser())).options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  })

  describe('S51: no passkey is added, and nobody signed in, by an answer', () => {
    test.each<[string, AuthenticatorFaults]>([
      ['for another origin', { origin: 'https://evil.example.com' }],
      ['for another port', { origin: 'http://localhost:9090' }],
      ['for another host', { rpId: 'evil.example.com' }],
      ['to another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
      ['of another kind', { type: 'payment.get' }],
      ['without the person verified', { isVerified: false }],
      ['without anybody there', { isPresent: false }],
    ])('%s', async (_, faults) => {
      await signInAsAdmin()
      expect((await register(faults)).status).toBe(401)
      expect(await context.store.listPasskeys(context.admin.userId)).toEqual([])
      expect((await register()).status).toBe(303)
      const { who, answer } = await logIn(newBrowser(), faults)
      expect([answer.status, await isSignedIn(who)]).toEqual([401, false])
      expect(await eventsOf('login.failed')).toBe(1)
    })

    test('of another key', async () => {
      await signInAsAdmin()
      await register()
      const { who, answer } = await logIn(newBrowser(), { isForeignKey: true })
      expect([answer.status, await isSignedIn(who)]).toEqual([401, false])
    })

    test('that was given before', async () => {
      await signInAsAdmin()
      await register()
      const who = newBrowser()
      const { options, fields } = await load(LOGIN, who)
      const form = { ...fields, response: device.get(options) }
      expect((await who.post(LOGIN, form)).status).toBe(303)
      device.counter = 0
      const thief = newBrowser()
      expect([(await thief.post(LOGIN, form)).status, await isSignedIn(thief)]).toEqual([401, false])
    })

    test('to a challenge that is too old', async () => {
      await signInAsAdmin()
      await register()
      const who = newBrowser()
      const { options, fields } = await load(LOGIN, who)
      nowMs += CHALLENGE_MS
      expect((await who.post(LOGIN, { ...fields, response: device.get(options) })).status).toBe(401)
    })

    test('of a copy of the key, which counts behind', async () => {
      await signInAsAdmin()
      await register()
      await logIn()
      await logIn()
      device.counter = 0
      expect((await logIn()).answer.status).toBe(401)
    })

    test('to the challenge of another ceremony', async () => {
      await signInAsAdmin()
      await register()
      const { options, fields } = await load(STEP_UP)
      const who = newBrowser()
      expect((await who.post(LOGIN, { state: fields.state ?? '', response: device.get(options) })).status).toBe(401)
      expect(await isSignedIn(who)).toBe(false)
    })

    test.each(['', 'null', '{}', '[]', '{"id":1}', 'x'.repeat(10_240), '\0'])('that is %.10j', async (response) => {
      const { fields } = await load(LOGIN)
      expect((await browser.post(LOGIN, { ...fields, response })).status).toBe(401)
      expect((await browser.post(LOGIN, { response, state: 'v1.x.y' })).status).toBe(401)
    })

    test('of an account that was disabled', async () => {
      await context.store.createAccount(
        { id: 'e'.repeat(32), name: 'root', userType: 'standard', registryRole: 'admin' },
        1,
      )
      await signInAsAdmin()
      await register()
      await context.store.changeAccount(context.admin.userId, { state: 'disabled' }, nowMs)
      const { who, answer } = await logIn()
      expect([answer.status, await isSignedIn(who)]).toEqual([401, false])
    })

    test('S41: that another site sends', async () => {
      const foreign = await browser.post(LOGIN, {}, { 'sec-fetch-site': 'cross-site' })
      expect(foreign.status).toBe(403)
    })
  })

  test('S32: to add or remove one, one must have logged in lately', async () => {
    await signInAsAdmin()
    await register()
    const { options, fields } = await load(ADD)
    nowMs += FRESH_MS + 1
    const stale = await browser.get(ADD)
    expect(stale.headers.get('location')).toContain('/login/step-up')
    const late = await browser.post(ADD, { ...fields, response: createSoftwareAuthenticator(ORIGIN).create(options) })
    expect(late.headers.get('location')).toContain('/login/step-up')
    const removal = await browser.submit('/settings/login-methods', {}, '/settings/login-methods/remove-passkey')
    expect(removal.headers.get('location')).toContain('/login/step-up')
    expect(await context.store.listPasskeys(context.admin.userId)).toHaveLength(1)
  })

  test('S20, S33: a passkey of the same person makes a session fresh, with a new identifier', async () => {
    await signInAsAdmin()
    await register()
    nowMs += FRESH_MS + 1
    const { cookie } = browser
    const { options, fields } = await load(`${STEP_UP}?next=${ADD}`)
    expect(options.allowCredentials).toHaveLength(1)
    const answer = await browser.post(STEP_UP, { ...fields, response: device.get(options) })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, ADD])
    expect((await browser.get(ADD)).status).toBe(200)
    const old = newBrowser()
    old.cookie = cookie
    expect(await isSignedIn(old)).toBe(false)
  })

  test('S27: after a change, the page offers to end other sessions, which signs them out', async () => {
    await signInAsAdmin()
    await register()
    const { who } = await logIn()
    expect(await isSignedIn(who)).toBe(true)
    await browser.submit('/settings/login-methods', {}, '/settings/login-methods/remove-passkey')
    expect(await isSignedIn(who)).toBe(true)
    await browser.submit('/settings/login-methods', { end: 'others' }, '/settings/sessions')
    expect([await isSignedIn(who), await isSignedIn(browser)]).toEqual([false, true])
  })

  test('S27: a passkey that was removed is of no use, and the last way to log in stays', async () => {
    await signInAsAdmin()
    await register()
    await context.store.removePassword(context.admin.userId)
    const refused = await browser.submit('/settings/login-methods', {}, '/settings/login-methods/remove-passkey')
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('last way to log in')])
    await context.store.setPassword(context.admin.userId, phc ?? '', nowMs)
    await browser.submit('/settings/login-methods', {}, '/settings/login-methods/remove-passkey')
    expect((await logIn()).answer.status).toBe(401)
    expect(await eventsOf('factor.removed')).toBe(1)
  })
})
