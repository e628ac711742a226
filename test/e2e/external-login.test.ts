import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
// @ts-expect-error: the package has no types.
import OidcProvider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../packages/registry-server/testing/free-port.ts'
import { makeFolder } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'

const CLIENT_SECRET = 'of-wireproof-at-the-provider'
const CODE_CHALLENGE = /[?&]code_challenge=([\w-]{43})/

/** A browser without scripts, for two sites on this machine: it keeps cookies by port and follows redirects by itself. */
function createBrowser() {
  const jars = new Map<string, Map<string, string>>()
  const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { host } = new URL(url)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const header of response.headers.getSetCookie()) {
      const [pair = ''] = header.split(';')
      const at = pair.indexOf('=')
      if (/Max-Age=0|1970/i.test(header)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  return {
    get: (url: string) => request(url),
    post: (url: string, fields: Record<string, string>) =>
      request(url, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin' },
      }),
  }
}
type Browser = ReturnType<typeof createBrowser>

/** What a person does at the provider: logs in and agrees, where it asks. Returns the address that leads back. */
async function logInAtProvider(browser: Browser, issuer: string, url: string, login: string): Promise<string> {
  let next = url
  for (let step = 0; step < 10; step++) {
    if (!next.startsWith(issuer)) return next
    const page = await browser.get(next)
    const location = page.headers.get('location')
    if (location !== null) {
      next = new URL(location, next).href
      continue
    }
    const text = await page.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1]
    if (page.status !== 200 || action === undefined) throw new Error(`the provider says ${page.status}: ${text}`)
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1] ?? ''
    const answered = await browser.post(new URL(action, next).href, { prompt, login, password: 'any' })
    next = new URL(answered.headers.get('location') ?? '', next).href
  }
  throw new Error('the provider does not come to an end')
}

describe('login at a certified provider of identities', () => {
  const root = makeFolder('external-login')
  let provider: Server
  let issuer = ''
  let registry: RegistryProcess
  let origin = ''

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    let handle: RequestListener = (_, response) => response.end()
    provider = createServer((request, response) => handle(request, response))
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    handle = new OidcProvider(issuer, {
      clients: [
        { client_id: 'wireproof', client_secret: CLIENT_SECRET, redirect_uris: [`${origin}/login/external/callback`] },
      ],
      // Refuses a flow without it.
      pkce: { required: () => true },
      claims: { openid: ['sub'], profile: ['preferred_username'] },
      findAccount: (_: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, preferred_username: `${id}@example.com` }),
      }),
      cookies: { keys: ['a key for tests'] },
    }).callback()
    const secretFile = join(root, 'client-secret')
    writeFileSync(secretFile, `${CLIENT_SECRET}\n`)
    const env = {
      WIREPROOF_OIDC_ISSUER: issuer,
      WIREPROOF_OIDC_CLIENT_ID: 'wireproof',
      WIREPROOF_OIDC_CLIENT_SECRET_FILE: secretFile,
      WIREPROOF_OIDC_SIGN_UP: 'allow',
    }
    registry = await startRegistry(root, env, port)
  })
  afterAll(async () => {
    await registry?.stop()
    provider?.closeAllConnections()
    provider?.close()
    rmSync(root, { recursive: true, force: true })
  })

  async function beginLogin(browser: Browser): Promise<string> {
    await browser.get(`${origin}/login`)
    const begun = await browser.post(`${origin}/login/external`, { next: '/settings/sessions' })
    const url = /url=(.*)$/.exec(begun.headers.get('refresh') ?? '')?.[1]
    if (begun.status !== 200 || url === undefined) throw new Error(`${begun.status}: ${await begun.text()}`)
    return url
  }
  const isSignedIn = async (browser: Browser) => (await browser.get(`${origin}/settings/sessions`)).status === 200

  test('S62: a person logs in there and is signed in here, under the name that the provider tells', async () => {
    const browser = createBrowser()
    const url = await beginLogin(browser)
    expect(url.startsWith(issuer)).toBe(true)
    const callback = await logInAtProvider(browser, issuer, url, 'ada')
    expect(callback.startsWith(`${origin}/login/external/callback?`)).toBe(true)
    const back = await browser.get(callback)
    expect([back.status, back.headers.get('location')]).toEqual([303, '/settings/sessions'])
    const page = await browser.get(`${origin}/settings/sessions`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<span>ada</span>')])
  })

  test('S62: the provider takes a code once, and only from whoever began', async () => {
    const browser = createBrowser()
    const callback = await logInAtProvider(browser, issuer, await beginLogin(browser), 'ada')
    const thief = createBrowser()
    await beginLogin(thief)
    expect((await thief.get(callback)).status).toBe(401)
    expect(await isSignedIn(thief)).toBe(false)
    expect((await browser.get(callback)).status).toBe(303)
    expect((await browser.get(callback)).status).toBe(401)
  })

  test('S62: without PKCE, and with another redirect URI, the provider sends no code', async () => {
    const url = await beginLogin(createBrowser())
    expect(url).toMatch(CODE_CHALLENGE)
    const answerTo = async (changed: string) => (await createBrowser().get(changed)).headers.get('location') ?? ''
    expect(await answerTo(url.replace(CODE_CHALLENGE, ''))).toContain('error=invalid_request')
    const elsewhere = await createBrowser().get(
      url.replace(encodeURIComponent('/callback'), encodeURIComponent('/callback/x')),
    )
    expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([400, null])
  })

  test('S35: a login there that is too old for a step-up here is asked for again', async () => {
    const browser = createBrowser()
    await browser.get(await logInAtProvider(browser, issuer, await beginLogin(browser), 'ada'))
    const url = new URL(await beginLogin(browser))
    expect(url.searchParams.get('max_age')).toBe('43200')
    url.searchParams.set('max_age', '0')
    // The provider remembers this browser, and asks all the same.
    const asked = await browser.get(url.href)
    expect(new URL(asked.headers.get('location') ?? '', issuer).pathname).toMatch(/^\/interaction\//)
  })

  test('S66: neither the secret nor a code is in the log', () => {
    expect(registry.output()).toContain('/login/external/callback')
    expect(registry.output()).not.toContain(CLIENT_SECRET)
    expect(registry.output()).not.toContain('code=')
  })
})
