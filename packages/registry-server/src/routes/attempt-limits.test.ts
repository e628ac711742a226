import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { createBrowser } from '../../testing/browser.ts'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import { LIMITS } from '../abuse/limits.ts'
import { createApp } from '../app.ts'
import { hashPassword } from '../auth/passwords/password-hash.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { generateUserCode } from '../auth/user-code.ts'
import { parseConfig } from '../config.ts'
import { startDeviceLogin } from '../services/device-login.ts'

const PASSWORD = 'a long enough password for admin'
const WHOAMI = '/buf.registry.owner.v1.UserService/GetCurrentUser'
const CREATE = '/wireproof.session.v1.SessionService/CreateSession'

describe('limits on attempts, over HTTP', () => {
  let context: TestContext
  let app: ReturnType<typeof createApp>
  let phc: string | undefined

  beforeEach(async () => {
    const nowMs = Date.UTC(2026, 0, 1)
    context = await createTestContext({ now: () => nowMs })
    phc ??= await hashPassword(PASSWORD)
    await context.store.setPassword(context.admin.userId, phc, nowMs)
    const proxy = parseConfig([], { WIREPROOF_TRUSTED_PROXY: '127.0.0.1' })
    app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: 'config' in proxy ? proxy.config.trustedProxies : undefined,
      publicOrigin: 'https://registry.example',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
  })

  /** What the trusted proxy adds for a client. */
  const from = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' })
  const browserAt = (address: string) =>
    createBrowser((path, init) => app.request(path, { ...init, headers: { ...init.headers, ...from(address) } }))
  const post = (path: string, address: string, body: object, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from(address), ...headers },
      body: JSON.stringify(body),
    })
  const login = (address: string, password: string) =>
    post(CREATE, address, { password: { name: 'admin', password }, strategy: 'STRATEGY_SERVER_SIDE' })
  const whoami = (address: string, token: string) => post(WHOAMI, address, {}, { authorization: `Bearer ${token}` })

  test('S48: a burst is stopped, and says when to come back; the right password from a known device gets in', async () => {
    const owner = browserAt('198.51.100.1')
    expect((await owner.submit('/login', { name: 'admin', password: PASSWORD })).status).toBe(303)
    await owner.submit('/settings/sessions', {}, '/logout')
    expect(owner.cookie).toContain('__Host-wireproof_device=')
    const statuses: number[] = []
    for (let n = 0; n < 64; n++) statuses.push((await login(`192.0.2.${n % 16}`, `wrong password number ${n}`)).status)
    expect(statuses.slice(0, LIMITS.loginByAccount.attempts)).not.toContain(429)
    expect(statuses.slice(LIMITS.loginByAccount.attempts)).toEqual([429, 429, 429, 429])
    // Neither a stranger, though the password is right, nor the address of the owner without the mark of the device.
    const refused = await login('203.0.113.1', PASSWORD)
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'resource_exhausted' }])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.headers.get('ratelimit-policy')).toBe('"login-account";q=60;w=1209600')
    expect(refused.headers.get('ratelimit')).toMatch(/^"login-account";r=0;t=\d+$/)
    const stranger = browserAt('198.51.100.1')
    const page = await stranger.submit('/login', { name: 'admin', password: PASSWORD })
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, refused.headers.get('retry-after')])
    expect((await owner.submit('/login', { name: 'admin', password: PASSWORD })).status).toBe(303)
  })

  test('S48: what is claimed by anybody but the trusted proxy changes no count', async () => {
    const claims = (n: number) =>
      post(CREATE, `10.0.0.${n}, 203.0.113.9`, { password: { name: `user${n % 2}`, password: 'x' } })
    const statuses: number[] = []
    for (let n = 0; n < 22; n++) statuses.push((await claims(n)).status)
    expect(statuses.slice(20)).toEqual([429, 429])
    expect(statuses.slice(0, 20)).not.toContain(429)
  })

  test('S52: codes of devices are not tried out, by one who is signed in or by nobody', async () => {
    const { userCode } = await startDeviceLogin(context, 'a device')
    const guesser = browserAt('192.0.2.1')
    await guesser.submit('/login', { name: 'admin', password: PASSWORD })
    const statuses: number[] = []
    for (let n = 0; n < 12; n++)
      statuses.push((await guesser.get(`/oauth2/device?user_code=${generateUserCode()}`)).status)
    expect(statuses).toEqual([...Array(10).fill(404), 429, 429])
    // Even the right one.
    expect((await guesser.get(`/oauth2/device?user_code=${userCode}`)).status).toBe(429)
    const other = browserAt('192.0.2.2')
    await other.submit('/login', { name: 'admin', password: PASSWORD })
    expect((await other.get(`/oauth2/device?user_code=${userCode}`)).status).toBe(200)
  })

  test('S67: an address that tries out tokens and sessions is noticed and refused; good ones work from there', async () => {
    const good = generateToken()
    const scopes = [{ permission: 'read', resource: '' }] as const
    const token = {
      id: 'f'.repeat(32),
      userId: context.admin.userId,
      ...hashToken(good),
      scope: 'read',
      scopes,
    } as const
    await context.store.insertToken({ ...token, origin: 'issued', note: '', expiresAtMs: undefined }, 1)
    const statuses: number[] = []
    for (let n = 0; n < 62; n++) {
      statuses.push((await whoami('192.0.2.1', generateToken(n % 2 === 0 ? undefined : 'wps_'))).status)
    }
    expect(statuses).toEqual([...Array(60).fill(401), 429, 429])
    expect((await whoami('192.0.2.1', good)).status).toBe(200)
    expect((await whoami('192.0.2.2', generateToken())).status).toBe(401)
    const floods = (await context.store.listAuditEventsAfter(0, 1000)).filter(
      ({ action }) => action === 'unknown-credentials.flood',
    )
    expect(floods).toMatchObject([{ address: '192.0.2.1', outcome: 'refused' }])
  })
})
