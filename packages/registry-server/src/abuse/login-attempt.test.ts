import { beforeEach, describe, expect, test } from 'vitest'
import { withRequestOrigin } from '../audit/request-origin.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'
import { createAttemptLimiter } from './attempt-limiter.ts'
import { LIMITS } from './limits.ts'
import { beginLogin, forgetLoginFailures } from './login-attempt.ts'
import { createMemoryCounters } from './memory-counters.ts'
import { TooManyAttempts } from './too-many-attempts.ts'
import { noticeUnknownCredential } from './unknown-credential.ts'

const EVERYTHING = { actorId: undefined, action: undefined, targetId: undefined, fromMs: undefined, toMs: undefined }

describe('attempts to log in', () => {
  const makeContext = () => ({
    store: openSqliteStore({ path: ':memory:', nowMs: 0 }),
    now: () => 1,
    limiter: createAttemptLimiter(createMemoryCounters),
  })
  let context: ReturnType<typeof makeContext>
  beforeEach(() => {
    context = makeContext()
  })

  const from = <T>(address: string, run: () => Promise<T>) =>
    withRequestOrigin({ requestId: 'r', address, userAgent: '' }, run)
  const tryLogin = (address: string, account = 'ann', deviceId?: string) =>
    from(address, () =>
      beginLogin(context, { account, accountId: account === 'nobody has this name' ? undefined : 'a', deviceId }),
    )
  /** The name of the limit that stops attempts, and how many it let through. */
  const stopsAt = async (next: (n: number) => Promise<unknown>): Promise<[string, number]> => {
    for (let n = 0; n < 1000; n++) {
      try {
        await next(n)
      } catch (error) {
        if (error instanceof TooManyAttempts) return [error.limit.name, n]
        throw error
      }
    }
    throw new Error('nothing stopped a thousand attempts')
  }
  const actions = async () => {
    const page = { size: 50, descending: false, after: undefined }
    return (await context.store.listAuditEvents(EVERYTHING, page)).items.map(({ action, details, targetName }) => [
      action,
      details,
      targetName,
    ])
  }

  test('S48: one address and account stops at ten, and other accounts go on', async () => {
    expect(await stopsAt(() => tryLogin('192.0.2.1', 'Ann'))).toEqual(['login-account-address', 10])
    await tryLogin('192.0.2.1', 'bob')
    expect(await actions()).toEqual([['login.limited', '{"limit":"login-account-address"}', 'ann']])
  })

  test('a name that nobody has is not kept: it may be a password in the wrong field', async () => {
    await stopsAt(() => tryLogin('192.0.2.1', 'nobody has this name'))
    expect(await actions()).toEqual([['login.limited', '{"limit":"login-account-address"}', '']])
  })

  test('S48: an account stops strangers at sixty, from however many addresses, and is known or not', async () => {
    expect(await stopsAt((n) => tryLogin(`192.0.2.${n}`, 'ann'))).toEqual(['login-account', 60])
    expect(await stopsAt((n) => tryLogin(`192.0.3.${n}`, 'nobody has this name'))).toEqual(['login-account', 60])
  })

  test('S48: one address stops at three hundred accounts', async () => {
    expect(await stopsAt((n) => tryLogin('192.0.2.1', `account${n}`))).toEqual(['login-address', 300])
  })

  test('S48: strangers do not lock out a device that the account knows, not even from the same address', async () => {
    await stopsAt((n) => tryLogin(`192.0.2.${n}`))
    await stopsAt(() => tryLogin('192.0.2.200'))
    const attempt = await tryLogin('192.0.2.200', 'ann', 'device')
    await attempt.succeeded()
    // The holder has shown who they are, so that their other devices may try as well.
    await tryLogin('192.0.2.201')
  })

  test('S48: a known device fails twenty times, and is a stranger then; never over a hundred in a row', async () => {
    let all = 0
    for (const device of ['first', 'second']) {
      const [, n] = await stopsAt((n) => tryLogin(`198.51.100.${n}`, 'ann', device))
      all += n
    }
    // The first used up what strangers have; the second only its own.
    expect(all).toBe(60 + 2 * 20)
  })

  test('attempts that succeed do not add up', async () => {
    for (let i = 0; i < 400; i++) await (await tryLogin('192.0.2.1', `account${i % 7}`)).succeeded()
    await stopsAt(() => tryLogin('192.0.2.1'))
    await expect(tryLogin('192.0.2.2')).resolves.toBeDefined()
  })

  test('attempts that were not looked at do not add up', async () => {
    for (let i = 0; i < 100; i++) await (await tryLogin('192.0.2.1')).abandoned()
    for (let i = 0; i < 100; i++) await (await tryLogin('192.0.2.1', 'ann', 'device')).abandoned()
    expect(await stopsAt(() => tryLogin('192.0.2.1'))).toEqual(['login-account-address', 10])
  })

  test('a new password lets strangers try again', async () => {
    await stopsAt((n) => tryLogin(`192.0.2.${n}`))
    await forgetLoginFailures(context, { account: 'Ann' })
    await tryLogin('192.0.2.250')
  })

  test('S67: many unknown credentials from one address are noticed, told once, and refused with a time to come back', async () => {
    const present = (address: string) => from(address, () => noticeUnknownCredential(context))
    expect(await stopsAt(() => present('192.0.2.1'))).toEqual(['unknown-credential', LIMITS.unknownCredential.attempts])
    await expect(present('192.0.2.1')).rejects.toMatchObject({ code: 'resource_exhausted' })
    await present('192.0.2.2')
    expect(await actions()).toEqual([['unknown-credentials.flood', '{}', '']])
  })
})
