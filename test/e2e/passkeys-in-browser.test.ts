import { existsSync, rmSync } from 'node:fs'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { inviteUser } from '../support/session-client.ts'

/** Where Debian and its like put it. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
/** What a page may take on a machine that has other things to do. */
const TIMEOUT_MS = 60_000

describe.skipIf(CHROMIUM === undefined)('passkeys in a browser (needs Chromium)', { timeout: TIMEOUT_MS }, () => {
  const root = makeFolder('passkeys')
  let registry: RegistryProcess
  let browser: Browser
  let origin = ''
  let password = ''

  beforeAll(async () => {
    registry = await startRegistry(root)
    origin = `http://${registry.host}`
    password = await inviteUser(registry.host, registry.token, 'ada')
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] })
  }, TIMEOUT_MS)
  afterAll(async () => {
    await browser?.close()
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  }, TIMEOUT_MS)

  /** A page of a new browser, on a machine with a built-in authenticator. */
  async function openPage(): Promise<{ page: Page; device: CDPSession; authenticatorId: string; refusals: string[] }> {
    const page = await (await browser.newContext()).newPage()
    const refusals: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') refusals.push(message.text())
    })
    const device = await page.context().newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return { page, device, authenticatorId, refusals }
  }

  it('S51: registers a key of the device, signs in with it without a name, and proves it again', async () => {
    const { page, device, authenticatorId, refusals } = await openPage()
    await page.goto(`${origin}/login`)
    await page.fill('input[name=name]', 'ada')
    await page.fill('input[name=password]', password)
    await page.click('button:has-text("Log in")')
    await page.waitForURL(`${origin}/`)
    await page.goto(`${origin}/settings/login-methods`)
    await page.click('text=Add a passkey')
    await page.fill('input[name=name]', 'the laptop')
    await page.click('button:has-text("Make a passkey")')
    await page.waitForURL(`${origin}/settings/login-methods`)
    expect(await page.textContent('table')).toContain('the laptop')
    const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId })
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])

    await page.goto(`${origin}/login/step-up/passkey?next=/settings/sessions`)
    await page.click('button:has-text("Continue")')
    await page.waitForURL(`${origin}/settings/sessions`)

    await page.click('button:has-text("Log out")')
    await page.goto(`${origin}/login?next=/settings/sessions`)
    await page.click('text=Log in with a passkey')
    await page.click('form[data-options] button')
    await page.waitForURL(`${origin}/settings/sessions`)
    expect(await page.textContent('header')).toContain('ada')
    // The page's own policy let its script run, and nothing was refused.
    expect(refusals).toEqual([])
    await page.context().close()
  })

  it('S51: a device that does not verify the person, and one that has no key, sign nobody in', async () => {
    const { page, device, authenticatorId } = await openPage()
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await page.goto(`${origin}/login/passkey?next=/settings/sessions`)
    await page.click('form[data-options] button')
    await page.waitForSelector('form[data-options] .problem:not([hidden])')
    expect(page.url()).toContain('/login/passkey')
    await page.goto(`${origin}/settings/sessions`)
    expect(new URL(page.url()).pathname).toBe('/login')
    await page.context().close()
  })

  it('S51: an answer that was sent once is refused the next time', async () => {
    const { page } = await openPage()
    await page.goto(`${origin}/login`)
    await page.fill('input[name=name]', 'ada')
    await page.fill('input[name=password]', password)
    await page.click('button:has-text("Log in")')
    await page.goto(`${origin}/settings/login-methods/passkey`)
    await page.click('button:has-text("Make a passkey")')
    await page.waitForURL(`${origin}/settings/login-methods`)
    await page.click('button:has-text("Log out")')
    let sent = ''
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().startsWith(`${origin}/login/passkey`))
        sent = request.postData() ?? ''
    })
    await page.goto(`${origin}/login/passkey?next=/settings/sessions`)
    await page.click('form[data-options] button')
    await page.waitForURL(`${origin}/settings/sessions`)
    expect(sent).toContain('response=')
    const replay = await fetch(`${origin}/login/passkey`, {
      method: 'POST',
      body: new URLSearchParams(sent),
      headers: { origin, 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    })
    expect(replay.status).toBe(401)
    expect(replay.headers.getSetCookie().join()).not.toContain('wps_')
    await page.context().close()
  })
})
