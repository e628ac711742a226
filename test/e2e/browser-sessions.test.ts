import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInOnPage, openBrowser } from '../support/browser.ts'
import { makeFolder } from '../support/make-folder.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { ACCOUNTS, COOKIE, inviteUser, passwordOf } from '../support/session-client.ts'

/** Where Debian and its like put it. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)

describe('browsers at a registry that runs', () => {
  const root = makeFolder('browser-sessions')
  let registry: RegistryProcess
  const issued: string[] = []

  const twice = (password: string) => ({ new_password: password, new_password_again: password })
  const setupCode = () => readFileSync(join(root, 'data/setup-code'), 'utf8').trim()

  beforeAll(async () => {
    registry = await startRegistry(root, { WIREPROOF_SESSION_REMEMBER_DAYS: '7' })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('S50: a fresh registry lets nobody in by a password, and its first administrator by the code alone', async () => {
    const stranger = openBrowser(registry.host)
    for (const password of ['', 'admin', 'password', 'wireproof', registry.token]) {
      expect((await stranger.submit('/login', { name: 'admin', password })).status).toBe(401)
    }
    const wrong = { code: 'wpl_wrong', name: 'root', ...twice(passwordOf('root')) }
    expect((await stranger.submit('/setup', wrong)).status).toBe(401)
    const code = setupCode()
    const browser = openBrowser(registry.host)
    expect((await browser.submit('/setup', { ...wrong, code })).status).toBe(303)
    expect(await (await browser.get('/')).text()).toContain('<span>root</span>')
    expect(existsSync(join(root, 'data/setup-code'))).toBe(false)
    expect((await stranger.post('/setup', { ...wrong, code })).status).toBe(401)
    issued.push(code)
  })

  test('S15, S22: a login gives a new session; signing out ends it on the server', async () => {
    const first = await logInOnPage(registry.host, 'root', passwordOf('root'))
    const second = await logInOnPage(registry.host, 'root', passwordOf('root'))
    expect(first.cookie).not.toBe(second.cookie)
    const { cookie } = first
    issued.push(cookie.split(`${COOKIE}=`)[1]?.split(';')[0] ?? '')
    expect((await first.submit('/settings/sessions', {}, '/logout')).status).toBe(200)
    const thief = openBrowser(registry.host)
    thief.cookie = cookie
    expect((await thief.get('/settings/sessions')).status).toBe(303)
    expect((await second.get('/settings/sessions')).status).toBe(200)
  })

  test('S21, S31: a remembered login is bounded by what the operator says', async () => {
    const answer = await openBrowser(registry.host).submit('/login', {
      name: 'root',
      password: passwordOf('root'),
      remember: 'yes',
    })
    expect(answer.headers.getSetCookie()[0]).toContain(`; Max-Age=${7 * 24 * 3600}`)
  })

  test('S26, S34: a role that changes, and an account that is disabled, act on a browser at once', async () => {
    const password = await inviteUser(registry.host, registry.token, 'carl', 'ADMIN')
    const carl = await logInOnPage(registry.host, 'carl', password)
    expect((await carl.get('/settings/user?of=everyone')).status).toBe(200)
    const account = { accountRef: { name: 'carl' } }
    const role = { ...account, registryRole: 'REGISTRY_ROLE_READER' }
    expect((await callRegistry(registry.host, `${ACCOUNTS}/SetRegistryRole`, role, registry.token)).status).toBe(200)
    expect((await carl.get('/settings/sessions')).status).toBe(303)
    const again = await logInOnPage(registry.host, 'carl', password)
    expect(await (await again.get('/settings/user?of=everyone')).text()).not.toContain('Tokens of everybody')
    const state = { ...account, state: 'ACCOUNT_STATE_DISABLED' }
    expect((await callRegistry(registry.host, `${ACCOUNTS}/SetAccountState`, state, registry.token)).status).toBe(200)
    expect((await again.get('/settings/sessions')).status).toBe(303)
    expect((await openBrowser(registry.host).submit('/login', { name: 'carl', password })).status).toBe(401)
  })

  describe.skipIf(CHROMIUM === undefined)('in Chromium (needs Chromium)', () => {
    let chrome: Browser
    /** Another site than localhost: each of its pages has a form for the path of the registry that is its own path. */
    const evilServer = createServer((request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(`<form method="post" action="http://${registry.host}${request.url}">
<input name="name" value="root"><input name="password" value="${passwordOf('root')}"><input name="end" value="all">
<button>Win a prize</button></form>`)
    })
    let evil: string

    beforeAll(async () => {
      await new Promise<void>((resolve) => evilServer.listen(0, '127.0.0.1', resolve))
      evil = `http://127.0.0.1:${(evilServer.address() as AddressInfo).port}`
      chrome = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
    })
    afterAll(async () => {
      await chrome?.close()
      evilServer.closeAllConnections()
      await new Promise((resolve) => evilServer.close(resolve))
    })

    const open = async (path: string): Promise<Page> => {
      const page = await (await chrome.newContext()).newPage()
      await page.goto(`http://${registry.host}${path}`)
      return page
    }
    const send = (page: Page, form = 'form:not([action])') => page.click(`${form} button`)

    test('S08, S09, S10, S13: the cookie is kept, and no script sees it; the page’s own guards let its forms through', async () => {
      const page = await open('/settings/sessions')
      expect(new URL(page.url()).pathname).toBe('/login')
      await page.fill('[name=name]', 'root')
      await page.fill('[name=password]', passwordOf('root'))
      await send(page)
      expect(page.url()).toBe(`http://${registry.host}/settings/sessions`)
      const cookies = await page.context().cookies()
      expect(cookies.find(({ name }) => name === COOKIE)).toMatchObject({
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        expires: -1,
      })
      const seen = '[document.cookie, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]'
      expect(await page.evaluate(seen)).toEqual(['', '{}', '{}'])
      expect(await page.locator('table tbody tr').count()).toBeGreaterThan(0)
      await page.click('text=End all others')
      expect(await page.locator('table tbody tr').count()).toBe(1)
      await send(page, 'form[action="/logout"]')
      expect(await page.textContent('h1')).toBe('Signed out')
      expect((await page.context().cookies()).some(({ name }) => name === COOKIE)).toBe(false)
      await page.goBack()
      await page.reload()
      expect(new URL(page.url()).pathname).toBe('/login')
      await page.context().close()
    })

    test('S36, S41: a page of another site signs nobody in or out', async () => {
      const page = await open('/login')
      await page.fill('[name=name]', 'root')
      await page.fill('[name=password]', passwordOf('root'))
      await send(page)
      const before = (await page.context().cookies()).find(({ name }) => name === COOKIE)?.value
      for (const path of ['/logout', '/login', '/settings/sessions']) {
        await page.goto(`${evil}${path}`)
        const [answer] = await Promise.all([
          page.waitForResponse(`http://${registry.host}${path}`),
          page.click('button'),
        ])
        expect([path, answer.status()]).toEqual([path, 403])
      }
      expect((await page.context().cookies()).find(({ name }) => name === COOKIE)?.value).toBe(before)
      await page.goto(`http://${registry.host}/settings/sessions`)
      expect(await page.textContent('h1')).toBe('Sessions')
      await page.context().close()
    })

    test('an invitation opens in a browser; its secret leaves the address and is sent with the form alone', async () => {
      const request = { name: 'dora', registryRole: 'REGISTRY_ROLE_NONE' }
      const invited = await callRegistry(registry.host, `${ACCOUNTS}/CreateUser`, request, registry.token)
      const { link } = invited.body as { link: { url: string } }
      const [path = '', secret = ''] = link.url.slice(`http://${registry.host}`.length).split('#')
      issued.push(secret)
      const page = await open(`${path}#${secret}`)
      expect(page.url()).toBe(`http://${registry.host}${path}`)
      expect(await page.inputValue('[name=secret]')).toBe(secret)
      await page.fill('[name=new_password]', passwordOf('dora'))
      await page.fill('[name=new_password_again]', passwordOf('dora'))
      await send(page)
      expect(await page.textContent('header')).toContain('dora')
      await page.context().close()
    })
  })

  test('S03, S66: no identifier, code, link or password is in the store or the log', async () => {
    const stored = ['registry.sqlite', 'registry.sqlite-wal']
      .map((name) => join(root, 'data', name))
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path, 'latin1'))
      .join('')
    expect(stored).toContain('root')
    for (const secret of [...issued, passwordOf('root'), passwordOf('dora')]) {
      expect(secret.length).toBeGreaterThan(20)
      expect(stored.includes(secret)).toBe(false)
      expect(registry.output().includes(secret)).toBe(false)
    }
  })
})
