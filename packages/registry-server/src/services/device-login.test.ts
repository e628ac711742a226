import { beforeEach, describe, expect, test } from 'vitest'
import { startTokenSession } from '../../testing/start-token-session.ts'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import { withRequestOrigin } from '../audit/request-origin.ts'
import { DEVICE_LOGIN_MS, FRESH_MS, MAX_OPEN_DEVICE_LOGINS } from '../limits.ts'
import { authenticate } from './authenticate.ts'
import { decideDeviceLogin, findOpenLogin, redeemForSession, redeemForToken, startDeviceLogin } from './device-login.ts'

const PUSH = { scopes: [{ permission: 'push', resource: '' }], tokenLifetimeMs: 60_000 } as const

describe('logging a device in', () => {
  let context: TestContext
  let laterMs: number
  beforeEach(async () => {
    laterMs = 0
    const base = await createTestContext()
    context = { ...base, now: () => base.now() + laterMs }
    return () => base.store.close()
  })

  const from = <T>(address: string, run: () => Promise<T>) =>
    withRequestOrigin({ requestId: '', address, userAgent: '' }, run)

  test('an approved login gives one token, with the scopes and the life that were granted', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    expect(await redeemForToken(context, deviceCode)).toEqual({ error: 'authorization_pending' })
    await decideDeviceLogin(context, context.admin, userCode, PUSH)
    const redeemed = await redeemForToken(context, deviceCode)
    const header = `Bearer ${'secret' in redeemed ? redeemed.secret : ''}`
    expect(await authenticate(context, header, '')).toMatchObject({ userName: 'admin', scope: 'push' })
    expect(await redeemForToken(context, deviceCode)).toEqual({ error: 'invalid_grant' })
    laterMs = PUSH.tokenLifetimeMs
    await expect(authenticate(context, header, '')).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('a client that can refresh gets a session instead, which ends when the grant does', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, userCode, PUSH)
    const tokens = await redeemForSession(context, deviceCode)
    if ('error' in tokens) throw new Error(tokens.error)
    expect(tokens.refreshToken).toMatch(/^wpr_/)
    expect(tokens.refreshTokenExpiresAtMs).toBeLessThanOrEqual(context.now() + PUSH.tokenLifetimeMs)
    expect(await authenticate(context, `Bearer ${tokens.accessToken}`, '')).toMatchObject({
      userName: 'admin',
      scope: 'push',
      credential: { kind: 'session', strategy: 'token' },
    })
    for (const redeem of [redeemForSession, redeemForToken]) {
      expect(await redeem(context, deviceCode)).toEqual({ error: 'invalid_grant' })
    }
  })

  test.each([redeemForToken, redeemForSession])(
    'S52: of many who fetch an approved login at once, one gets it (%o)',
    async (redeem) => {
      const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
      await decideDeviceLogin(context, context.admin, userCode, PUSH)
      const all = await Promise.all(Array.from({ length: 8 }, () => redeem(context, deviceCode)))
      expect(all.filter((one) => !('error' in one))).toHaveLength(1)
    },
  )

  test('S53: a device that asks too often is told to slow down, each time by 5 seconds', async () => {
    const { deviceCode } = await startDeviceLogin(context, 'laptop')
    const base = context.now()
    const askAt = (ms: number) => redeemForSession({ ...context, now: () => base + ms }, deviceCode)
    expect(await askAt(0)).toEqual({ error: 'authorization_pending' })
    expect(await askAt(2_000)).toEqual({ error: 'authorization_pending' })
    expect(await askAt(3_000)).toEqual({ error: 'slow_down' })
    expect(await askAt(9_000)).toEqual({ error: 'slow_down' })
    expect(await askAt(20_000)).toEqual({ error: 'slow_down' })
    expect(await askAt(37_000)).toEqual({ error: 'authorization_pending' })
  })

  test('S53: a denied login stays denied, an expired one expired, approved or not', async () => {
    const denied = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, denied.userCode, undefined)
    expect(await redeemForSession(context, denied.deviceCode)).toEqual({ error: 'access_denied' })
    const gone = { code: 'not_found' }
    await expect(decideDeviceLogin(context, context.admin, denied.userCode, PUSH)).rejects.toMatchObject(gone)
    const open = await startDeviceLogin(context, 'laptop')
    const approved = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, approved.userCode, PUSH)
    laterMs = DEVICE_LOGIN_MS
    expect(await findOpenLogin(context, context.admin, open.userCode)).toBeUndefined()
    await expect(decideDeviceLogin(context, context.admin, open.userCode, PUSH)).rejects.toMatchObject(gone)
    for (const { deviceCode } of [open, approved]) {
      expect(await redeemForToken(context, deviceCode)).toEqual({ error: 'expired_token' })
      expect(await redeemForSession(context, deviceCode)).toEqual({ error: 'expired_token' })
    }
  })

  test('S52: codes that are tried out stop being looked at, and the right one counts for nothing', async () => {
    const { userCode } = await startDeviceLogin(context, 'laptop')
    for (let count = 0; count < 30; count++) {
      expect(await from('192.0.2.1', () => findOpenLogin(context, undefined, userCode))).toBeDefined()
    }
    const guess = (address: string) => from(address, () => findOpenLogin(context, undefined, 'BCDFGHJK'))
    for (let count = 0; count < 10; count++) expect(await guess('192.0.2.1')).toBeUndefined()
    await expect(guess('192.0.2.1')).rejects.toMatchObject({ code: 'resource_exhausted' })
    expect(await guess('192.0.2.2')).toBeUndefined()
  })

  test('a person lets a device in to their own account, with no more than they hold', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    await expect(decideDeviceLogin(context, undefined, userCode, PUSH)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(decideDeviceLogin(context, context.reader, userCode, PUSH)).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect(await redeemForToken(context, deviceCode)).toEqual({ error: 'authorization_pending' })
    await decideDeviceLogin(context, context.reader, userCode, { ...PUSH, scopes: [] })
    const redeemed = await redeemForToken(context, deviceCode)
    const header = `Bearer ${'secret' in redeemed ? redeemed.secret : ''}`
    expect(await authenticate(context, header, '')).toMatchObject({ userName: 'admin', scope: 'read' })
  })

  test('S32: letting a device in takes a recent proof of who does', async () => {
    const { session } = await startTokenSession(context)
    const credential = {
      kind: 'session',
      sessionId: session.id,
      strategy: 'cookie',
      authenticatedAtMs: context.now(),
    } as const
    const stale = { ...context.admin, credential }
    const { userCode } = await startDeviceLogin(context, 'laptop')
    laterMs = FRESH_MS + 1
    const later = await startDeviceLogin(context, 'laptop')
    await expect(decideDeviceLogin(context, stale, userCode, PUSH)).rejects.toThrow(/^prove again who you are:/)
    await decideDeviceLogin(context, stale, later.userCode, undefined)
  })

  test('a made-up name is one line that people can read', async () => {
    const { userCode } = await startDeviceLogin(context, `bell\u0007\nand \u202e${'x'.repeat(500)}`)
    const name = (await findOpenLogin(context, undefined, userCode))?.clientName ?? ''
    expect(name).toMatch(/^bell {2}and {2}x+$/)
    expect(name).toHaveLength(100)
    const nameless = await startDeviceLogin(context, '\n')
    expect((await findOpenLogin(context, undefined, nameless.userCode))?.clientName).toBe('a device without a name')
  })

  test('S52: strangers cannot fill the table; what expires makes room', async () => {
    const nowMs = context.now()
    const atOnce = { ...context, now: () => nowMs }
    const start = (n: number, at: typeof context) =>
      from(`10.0.${n >> 4}.${n & 15}`, () => startDeviceLogin(at, 'flood'))
    for (let count = 0; count < MAX_OPEN_DEVICE_LOGINS; count++) await start(count, atOnce)
    await expect(start(2_000, atOnce)).rejects.toMatchObject({ code: 'resource_exhausted' })
    await start(2_001, { ...context, now: () => nowMs + DEVICE_LOGIN_MS })
    const alone = () =>
      from('192.0.2.9', () => startDeviceLogin({ ...context, now: () => nowMs + 2 * DEVICE_LOGIN_MS }, 'x'))
    for (let count = 0; count < 30; count++) await alone()
    await expect(alone()).rejects.toMatchObject({ code: 'resource_exhausted' })
  })

  test('S67: who tries out device codes is stopped', async () => {
    const guess = (n: number) => from('192.0.2.3', () => redeemForSession(context, `wp_guess-number-${n}`))
    for (let count = 0; count < 60; count++) expect(await guess(count)).toEqual({ error: 'invalid_grant' })
    await expect(guess(60)).rejects.toMatchObject({ code: 'resource_exhausted' })
  })

  test.each(['', 'x', 'wp_not-a-code-of-this-registry-0123456789'])('%j fetches nothing', async (code) => {
    await startDeviceLogin(context, 'laptop')
    expect(await redeemForToken(context, code)).toEqual({ error: 'invalid_grant' })
    expect(await redeemForSession(context, code)).toEqual({ error: 'invalid_grant' })
  })
})
