import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { createBrowser } from '../../testing/browser.ts'
import { createTestContext, makeModule, type TestContext } from '../../testing/test-context.ts'
import { createApp } from '../app.ts'
import { hashPassword } from '../auth/passwords/password-hash.ts'
import { generateToken } from '../auth/token.ts'
import type { AuditEventRecord } from '../storage/audit-store.ts'

const PASSWORD = 'the password of the administrator'
const WRONG = 'a password that is not the right one'
const SESSIONS = 'wireproof.session.v1.SessionService'

/** What our secrets look like: tokens by their prefix, JWTs, cookies, and what a field calls a secret or code. */
const SECRETS = [
  /\bwp[a-z]?_[\w-]{40,}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /(?<=__Host-\w+=)[^;]+/g,
  /(?<="(?:secret|device_code|user_code|forgeryToken|token|refreshToken|accessToken)":")[^"]{8,}/g,
  /(?<=name="forgery_token" value=")[^"]+/g,
]

describe('S66: what is written down about sessions, tokens and logins', () => {
  let context: TestContext
  let app: ReturnType<typeof createApp>
  let lines: string[]
  /** Every secret that an answer held or a request brought. */
  let secrets: Set<string>

  beforeEach(async () => {
    lines = []
    secrets = new Set([PASSWORD, WRONG])
    context = await createTestContext()
    await context.store.setPassword(context.admin.userId, await hashPassword(PASSWORD), context.now())
    await makeModule(context, 'acme', 'orders')
    app = createApp({
      context,
      log: pino({ base: null, level: 'trace' }, { write: (line: string) => void lines.push(line) }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
  })

  const collect = (text: string) => {
    for (const pattern of SECRETS) for (const [secret] of text.matchAll(pattern)) secrets.add(secret)
  }
  /** Sends a request and notes the secrets in its answer. */
  const send = async (path: string, init: RequestInit) => {
    const answer = await app.request(path, init)
    collect(await answer.clone().text())
    for (const cookie of answer.headers.getSetCookie()) collect(cookie)
    return answer
  }
  const call = async (method: string, body: object, token?: string) => {
    if (token !== undefined) secrets.add(token)
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const headers = { 'content-type': 'application/json', 'user-agent': 'a client', ...authorization }
    const answer = await send(`/${method}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as Record<string, Record<string, string>>
  }
  const form = (path: string, fields: Record<string, string>) =>
    send(path, { method: 'POST', body: new URLSearchParams(fields) })
  const events = (): Promise<AuditEventRecord[]> => context.store.listAuditEventsAfter(0, 1000)

  test('tells of each session when it starts, renews, ends and when a login fails, by its public id', async () => {
    const { session, tokens } = await call(`${SESSIONS}/CreateSession`, {
      password: { name: 'admin', password: PASSWORD },
      strategy: 'STRATEGY_TOKEN',
    })
    await call(`${SESSIONS}/RefreshSession`, { refreshToken: tokens?.refreshToken })
    await call(`${SESSIONS}/RevokeSession`, { sessionId: session?.id }, tokens?.accessToken)
    await call(`${SESSIONS}/CreateSession`, { password: { name: 'admin', password: WRONG } })
    const told = (await events()).map(({ action, targetId, outcome, address, userAgent }) => ({
      action,
      targetId,
      outcome,
      address,
      userAgent,
    }))
    const from = { address: '127.0.0.1', userAgent: 'a client' }
    expect(told).toEqual([
      { action: 'login.succeeded', targetId: session?.id, outcome: 'succeeded', ...from },
      { action: 'session.renewed', targetId: session?.id, outcome: 'succeeded', ...from },
      { action: 'session.revoked', targetId: session?.id, outcome: 'succeeded', ...from },
      { action: 'login.failed', targetId: context.admin.userId, outcome: 'failed', ...from },
    ])
  })

  test('holds no secret that was given out, presented or typed, right or wrong', async () => {
    const browser = createBrowser((path, init) => send(path, init))
    await browser.submit('/login', { name: 'admin', password: WRONG })
    // In the wrong field, as people do.
    await browser.submit('/login', { name: PASSWORD, password: PASSWORD })
    await browser.submit('/login', { name: 'admin', password: PASSWORD })
    await browser.submit('/login/step-up', { password: PASSWORD })
    await browser.submit('/settings/sessions', {}, '/logout')
    const { session, tokens } = await call(`${SESSIONS}/CreateSession`, {
      password: { name: 'admin', password: PASSWORD },
      strategy: 'STRATEGY_TOKEN',
    })
    const access = tokens?.accessToken ?? ''
    const { tokens: next } = await call(`${SESSIONS}/RefreshSession`, { refreshToken: tokens?.refreshToken })
    await call(`${SESSIONS}/IntrospectToken`, { token: next?.refreshToken }, access)
    const { tokens: opaque } = await call(`${SESSIONS}/CreateSession`, {
      password: { name: 'admin', password: PASSWORD },
      strategy: 'STRATEGY_SERVER_SIDE',
    })
    const made = await call(
      'wireproof.registry.v1.TokenService/CreateToken',
      { note: 'ci', userName: 'ci', scope: 'SCOPE_ADMIN' },
      opaque?.accessToken,
    )
    const hook = { url: 'https://1.1.1.1/hook', moduleRef: { name: { owner: 'acme', module: 'orders' } } }
    await call('wireproof.registry.v1.WebhookService/CreateWebhook', hook, opaque?.accessToken)
    await call('buf.registry.owner.v1.UserService/GetCurrentUser', {}, String(made.secret))
    // The refresh token once more, long after its time: stolen.
    for (let i = 0; i < 30; i++) context.now()
    await call(`${SESSIONS}/RefreshSession`, { refreshToken: next?.refreshToken })
    await call(`${SESSIONS}/RefreshSession`, { refreshToken: tokens?.refreshToken })
    await form('/oauth2/device/authorization', { client_id: 'x' })
    await form('/oauth2/device/token', { device_code: generateToken() })
    for (const stranger of [generateToken(), generateToken('wps_'), generateToken('wpr_'), `${access}x`]) {
      await call('buf.registry.owner.v1.UserService/GetCurrentUser', {}, stranger)
      await call(`${SESSIONS}/RevokeToken`, { token: stranger })
      await send(`/?access_token=${stranger}&session=${stranger}`, {
        headers: { cookie: `__Host-wireproof_session=${stranger}` },
      })
    }
    await call(`${SESSIONS}/RevokeSession`, { sessionId: session?.id }, access)

    const kinds = ['wp_', 'wps_', 'wpr_', 'eyJ'].filter((prefix) => [...secrets].some((one) => one.startsWith(prefix)))
    expect(kinds).toEqual(['wp_', 'wps_', 'wpr_', 'eyJ'])
    expect(secrets.size).toBeGreaterThan(20)
    const audit = JSON.stringify(await events())
    expect(audit.length).toBeGreaterThan(5_000)
    const log = lines.join('')
    expect(log.length).toBeGreaterThan(5_000)
    const found = [...secrets].filter((secret) => log.includes(secret) || audit.includes(secret))
    expect(found).toEqual([])
  })
})
