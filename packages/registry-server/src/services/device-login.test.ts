import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import { DEVICE_LOGIN_MS, MAX_OPEN_DEVICE_LOGINS } from '../limits.ts'
import { authenticate } from './authenticate.ts'
import { decideDeviceLogin, findOpenLogin, redeemDeviceLogin, startDeviceLogin } from './device-login.ts'

const PUSH = { userName: '', scope: 'push', tokenLifetimeMs: 60_000 } as const

describe('logging a device in', () => {
  let context: TestContext
  let laterMs: number
  beforeEach(async () => {
    laterMs = 0
    const base = await createTestContext()
    context = { ...base, now: () => base.now() + laterMs }
  })

  test('an approved login gives one token, with the scope and the life that were granted', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    expect(await redeemDeviceLogin(context, deviceCode)).toEqual({ error: 'authorization_pending' })
    await decideDeviceLogin(context, context.admin, userCode, PUSH)
    const redeemed = await redeemDeviceLogin(context, deviceCode)
    const header = `Bearer ${'secret' in redeemed ? redeemed.secret : ''}`
    expect(await authenticate(context, header, '')).toMatchObject({ userName: 'admin', scope: 'push' })
    expect(await redeemDeviceLogin(context, deviceCode)).toEqual({ error: 'invalid_grant' })
    laterMs = PUSH.tokenLifetimeMs
    await expect(authenticate(context, header, '')).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('the token may be for somebody else', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, userCode, { ...PUSH, userName: 'ada', scope: 'read' })
    const redeemed = await redeemDeviceLogin(context, deviceCode)
    const header = `Bearer ${'secret' in redeemed ? redeemed.secret : ''}`
    expect(await authenticate(context, header, '')).toMatchObject({ userName: 'ada', scope: 'read' })
  })

  test('of many who fetch an approved login at once, one gets the token', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, userCode, PUSH)
    const all = await Promise.all(Array.from({ length: 8 }, () => redeemDeviceLogin(context, deviceCode)))
    expect(all.filter((one) => 'secret' in one)).toHaveLength(1)
  })

  test('a denied login stays denied', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, userCode, undefined)
    expect(await redeemDeviceLogin(context, deviceCode)).toEqual({ error: 'access_denied' })
    await expect(decideDeviceLogin(context, context.admin, userCode, PUSH)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('an expired login is neither approved nor fetched, approved or not', async () => {
    const open = await startDeviceLogin(context, 'laptop')
    const approved = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, approved.userCode, PUSH)
    laterMs = DEVICE_LOGIN_MS
    expect(await findOpenLogin(context, open.userCode)).toBeUndefined()
    await expect(decideDeviceLogin(context, context.admin, open.userCode, PUSH)).rejects.toMatchObject({
      code: 'not_found',
    })
    for (const { deviceCode } of [open, approved]) {
      expect(await redeemDeviceLogin(context, deviceCode)).toEqual({ error: 'expired_token' })
    }
  })

  test('only an administrator decides', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    const refused = { code: 'permission_denied' }
    await expect(decideDeviceLogin(context, context.pusher, userCode, PUSH)).rejects.toMatchObject(refused)
    await expect(decideDeviceLogin(context, context.reader, userCode, undefined)).rejects.toMatchObject(refused)
    await expect(decideDeviceLogin(context, undefined, userCode, PUSH)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(await redeemDeviceLogin(context, deviceCode)).toEqual({ error: 'authorization_pending' })
  })

  test('a made-up name is one line that people can read', async () => {
    const { userCode } = await startDeviceLogin(context, `bell\u0007\nand \u202e${'x'.repeat(500)}`)
    const name = (await findOpenLogin(context, userCode))?.clientName ?? ''
    expect(name).toMatch(/^bell {2}and {2}x+$/)
    expect(name).toHaveLength(100)
    const nameless = await startDeviceLogin(context, '\n')
    expect((await findOpenLogin(context, nameless.userCode))?.clientName).toBe('a device without a name')
  })

  test('strangers cannot fill the table; what expires makes room', async () => {
    const nowMs = context.now()
    const atOnce = { ...context, now: () => nowMs }
    for (let count = 0; count < MAX_OPEN_DEVICE_LOGINS; count++) await startDeviceLogin(atOnce, 'flood')
    await expect(startDeviceLogin(atOnce, 'one more')).rejects.toMatchObject({ code: 'resource_exhausted' })
    await startDeviceLogin({ ...context, now: () => nowMs + DEVICE_LOGIN_MS }, 'one more')
  })

  test.each(['', 'x', 'wp_not-a-code-of-this-registry-0123456789'])('%j fetches nothing', async (code) => {
    await startDeviceLogin(context, 'laptop')
    expect(await redeemDeviceLogin(context, code)).toEqual({ error: 'invalid_grant' })
  })
})
