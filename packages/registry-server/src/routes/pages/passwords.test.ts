import { beforeEach, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../../../testing/browser.ts'
import { createPageRegistry, PASSWORD, type PageRegistry } from '../../../testing/page-registry.ts'
import { FRESH_MS } from '../../limits.ts'
import { createUser } from '../../services/accounts/create-account.ts'
import { ensureSetupCode } from '../../services/accounts/setup-code.ts'

const NEW_PASSWORD = 'seven purple lamps walk home'
const twice = (password: string) => ({ new_password: password, new_password_again: password })

describe('passwords on pages', () => {
  let registry: PageRegistry
  let browser: TestBrowser

  beforeEach(async () => {
    registry = await createPageRegistry()
    browser = registry.newBrowser()
  })

  const isSignedIn = async (who = browser) => (await who.get('/settings/sessions')).status === 200

  test('S16, S27: a new password ends the other sessions and gives this one a new identifier', async () => {
    await registry.login(browser)
    const other = registry.newBrowser()
    await registry.login(other)
    const earlier = browser.cookie
    const answer = await browser.submit('/settings/password', { old_password: PASSWORD, ...twice(NEW_PASSWORD) })
    expect(await answer.text()).toContain('Your other session has ended.')
    const copy = registry.newBrowser()
    copy.cookie = earlier
    expect([await isSignedIn(), await isSignedIn(other), await isSignedIn(copy)]).toEqual([true, false, false])
    expect((await browser.submit('/settings/sessions', {}, '/logout')).status).toBe(200)
    expect((await registry.login(browser)).status).toBe(401)
    expect((await registry.login(browser, { password: NEW_PASSWORD })).status).toBe(303)
  })

  test('the page of the new password has the way out with the new token', async () => {
    await registry.login(browser)
    const answer = await browser.submit('/settings/password', { old_password: PASSWORD, ...twice(NEW_PASSWORD) })
    const [, token = ''] = /name="forgery_token" value="([^"]+)"/.exec(await answer.text()) ?? []
    expect((await browser.post('/logout', { forgery_token: token })).status).toBe(200)
  })

  test.each([
    ['a wrong old one', { old_password: 'wrong', ...twice(NEW_PASSWORD) }, 'the old password is wrong'],
    ['two that differ', { old_password: PASSWORD, new_password: NEW_PASSWORD, new_password_again: 'x' }, 'differ'],
    ['a short one', { old_password: PASSWORD, ...twice('short') }, 'at least 15 characters'],
  ])('%s is told, and nothing changes', async (_, fields, problem) => {
    await registry.login(browser)
    const answer = await browser.submit('/settings/password', fields)
    expect([answer.status, (await answer.text()).includes(problem)]).toEqual([400, true])
    expect((await registry.login(registry.newBrowser())).status).toBe(303)
  })

  test('S32: only after a recent proof', async () => {
    await registry.login(browser)
    registry.nowMs += FRESH_MS + 1
    const answer = await browser.submit('/settings/password', { old_password: PASSWORD, ...twice(NEW_PASSWORD) })
    expect(answer.headers.get('location')).toBe('/login/step-up?next=%2Fsettings%2Fpassword')
  })

  const invite = async () => {
    const { secret } = await createUser(registry.context, registry.context.admin, { name: 'ann', registryRole: 'none' })
    return secret
  }

  test('an invitation gives an account its password, signs in, and is used up', async () => {
    const secret = await invite()
    const link = `http://localhost:8080/account#${secret}`
    const bad = await browser.submit('/account', { secret: link, ...twice('short') })
    expect([bad.status, await isSignedIn()]).toEqual([400, false])
    expect((await browser.submit('/account', { secret: link, ...twice(NEW_PASSWORD) })).status).toBe(303)
    expect(await isSignedIn()).toBe(true)
    const again = await registry.newBrowser().submit('/account', { secret, ...twice(NEW_PASSWORD) })
    expect([again.status, (await again.text()).includes('not valid')]).toEqual([401, true])
    expect((await registry.login(registry.newBrowser(), { name: 'ann', password: NEW_PASSWORD })).status).toBe(303)
  })

  test('S41: no other site redeems a link, or signs somebody in by one', async () => {
    const secret = await invite()
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, {}] as Record<string, string>[]) {
      const answer = await browser.post('/account', { secret, ...twice(NEW_PASSWORD) }, headers)
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
    }
    expect((await browser.submit('/account', { secret, ...twice(NEW_PASSWORD) })).status).toBe(303)
  })

  test('the page of a link runs the one script that it names, and sends the secret nowhere by itself', async () => {
    const page = await browser.get('/account')
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'sha256-[^']+'; form-action 'self'/)
    expect((await browser.get('/login')).headers.get('content-security-policy')).not.toContain('script-src')
  })

  test('a registry that has its administrator is set up by nobody', async () => {
    expect((await browser.get('/setup')).status).toBe(404)
    const answer = await browser.post('/setup', { code: 'wpl_x', name: 'eve', ...twice(NEW_PASSWORD) })
    expect(answer.status).toBe(401)
  })

  test('S50: the first administrator sets up the registry with the one-time code, and nobody after that', async () => {
    const { context } = registry
    await context.store.removePassword(context.admin.userId)
    expect(await (await browser.get('/')).text()).toContain('<a href="/setup">')
    const codes: string[] = []
    const file = { read: async () => codes[0], save: async (code: string) => void codes.push(code) }
    expect(await ensureSetupCode(context, context.admin.userId, file)).toBe(true)
    const [code = ''] = codes
    expect((await browser.submit('/setup', { code: 'wpl_x', ...twice(NEW_PASSWORD) })).status).toBe(401)
    const short = await browser.submit('/setup', { code, name: 'ann', ...twice('short') })
    expect([short.status, (await short.text()).includes(`value="${code}"`)]).toEqual([400, true])
    expect((await browser.submit('/setup', { code, name: 'ann', ...twice(NEW_PASSWORD) })).status).toBe(303)
    expect(await (await browser.get('/')).text()).toContain('<span>ann</span>')
    const late = await registry.newBrowser().post('/setup', { code, name: 'eve', ...twice(NEW_PASSWORD) })
    expect(late.status).toBe(401)
    expect(await (await browser.get('/')).text()).not.toContain('/setup')
  })
})
