import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../../packages/registry-server/testing/browser.ts'
import { logInOnPage, openBrowser } from '../support/browser.ts'
import { bufBinary } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { inviteUser } from '../support/session-client.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code'

describe('logging in without a token at hand', () => {
  const root = makeFolder('stock-buf-device')
  let registry: RegistryProcess
  let buf: StockBuf
  let ada: TestBrowser

  const at = (path: string) => `http://${registry.host}${path}`
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(at(path), { method: 'POST', body: new URLSearchParams(fields), headers })
  const start = async () => {
    const registration = await fetch(at('/oauth2/device/registration'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: '<b>laptop</b>' }),
    })
    const { client_id: clientId } = (await registration.json()) as { client_id: string }
    const authorization = await post('/oauth2/device/authorization', { client_id: clientId })
    return (await authorization.json()) as {
      device_code: string
      user_code: string
      verification_uri_complete: string
    }
  }
  const poll = async (deviceCode: string) => {
    const answer = await post('/oauth2/device/token', { device_code: deviceCode, grant_type: GRANT_TYPE })
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, string> }
  }
  const pageOf = (userCode: string) => `/oauth2/device?user_code=${userCode}`
  const approval = { scope: 'push', resource: '', days: '30', decision: 'approve' }

  beforeAll(async () => {
    registry = await startRegistry(root)
    ada = await logInOnPage(registry.host, 'ada', await inviteUser(registry.host, registry.token, 'ada'))
    buf = createStockBuf({ root, config: PLAIN_HTTP })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('the stock client opens a browser, and is logged in once a person has approved there', async () => {
    for (const name of ['xdg-open', 'open']) {
      writeFiles(root, { [`bin/${name}`]: `#!/bin/sh\nprintf %s "$1" > '${join(root, 'opened')}'\n` })
      chmodSync(join(root, 'bin', name), 0o755)
    }
    const client = spawn(bufBinary(), ['registry', 'login', registry.host], {
      env: {
        HOME: root,
        BUF_CONFIG_DIR: join(root, 'config'),
        BUF_CACHE_DIR: join(root, 'cache'),
        NETRC: join(root, 'netrc'),
        PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}`,
      },
    })
    let said = ''
    const read = (chunk: Buffer) => {
      said += chunk.toString()
    }
    client.stdout.on('data', read)
    client.stderr.on('data', read)
    const exit = new Promise((resolve) => client.once('exit', resolve))
    const opened = join(root, 'opened')
    await expect
      .poll(() => existsSync(opened) && readFileSync(opened, 'utf8'), { timeout: 20_000 })
      .toMatch(/=[A-Z-]{9}$/)
    const code = readFileSync(opened, 'utf8').slice(-9)
    expect(await (await ada.get(pageOf(code))).text()).toContain(code)
    expect((await ada.submit(pageOf(code), approval)).status).toBe(200)
    expect(await exit).toBe(0)
    expect(said).toContain('ada')
    expect(buf.run('.', ['registry', 'whoami', registry.host]).stdout).toContain('ada')
    const netrc = readFileSync(join(root, 'netrc'), 'utf8')
    expect(netrc).toMatch(/password wp_\w+/)
    expect(netrc).not.toContain(registry.token)
  })

  test('pending, approved, fetched once; answers with secrets are kept by nobody', async () => {
    const { device_code: deviceCode, user_code: userCode } = await start()
    expect(await poll(deviceCode)).toMatchObject({ status: 400, body: { error: 'authorization_pending' } })
    expect((await ada.submit(pageOf(userCode), approval)).status).toBe(200)
    const redeemed = await poll(deviceCode)
    expect(redeemed).toMatchObject({ status: 200, body: { token_type: 'Bearer' } })
    expect(redeemed.headers.get('cache-control')).toBe('no-store')
    expect((await poll(deviceCode)).body.error).toBe('invalid_grant')
    expect(registry.output()).not.toContain(redeemed.body.access_token)
    expect(registry.output()).not.toContain(deviceCode)
  })

  test('the page shows what the device says of itself, and lets nobody put markup into it', async () => {
    const { verification_uri_complete: address } = await start()
    const page = await ada.get(address.slice(at('').length))
    const text = await page.text()
    expect(text).toContain('&lt;b&gt;laptop&lt;/b&gt;')
    expect(text).not.toContain('<b>')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const unknown = await ada.get(pageOf(encodeURIComponent('"><script>')))
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).not.toContain('<script>')
  })

  test('forms of other sites, people who are not signed in, and wrong codes approve nothing', async () => {
    const { device_code: deviceCode, user_code: userCode } = await start()
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: at('') },
      { origin: 'https://evil.example.com' },
      { origin: 'null' },
      {},
    ] as Record<string, string>[]
    const form = { ...approval, user_code: userCode }
    for (const headers of foreign) expect((await ada.post('/oauth2/device', form, headers)).status).toBe(403)
    const stranger = await openBrowser(registry.host).post('/oauth2/device', form)
    expect(stranger.headers.get('location')).toMatch(/^\/login\?next=/)
    const page = pageOf(userCode)
    expect((await ada.submit(page, { ...approval, user_code: 'BCDF-GHJK' })).status).toBe(404)
    expect((await ada.submit(page, { ...approval, scope: 'everything' })).status).toBe(400)
    expect((await ada.submit(page, { ...approval, days: '100000' })).status).toBe(400)
    expect((await ada.submit(page, { ...approval, resource: 'admin' })).status).toBe(403)
    expect((await ada.submit(page, { ...approval, days: 'x'.repeat(100_000) })).status).toBe(413)
    expect((await poll(deviceCode)).body.error).toBe('authorization_pending')
    expect((await ada.submit(page, { ...approval, decision: 'deny' })).status).toBe(200)
    expect((await poll(deviceCode)).body.error).toBe('access_denied')
  })

  test('what is not of the protocol is refused in its words', async () => {
    const registration = await fetch(at('/oauth2/device/registration'), { method: 'POST', body: 'no json' })
    expect([registration.status, await registration.json()]).toMatchObject([400, { error: 'invalid_request' }])
    const token = await post('/oauth2/device/token', { device_code: 'x', grant_type: 'password' })
    expect([token.status, await token.json()]).toMatchObject([400, { error: 'unsupported_grant_type' }])
  })

  test('the token page makes a token that the stock client takes, shown once and never logged', async () => {
    const form = { scope: 'push', resource: '', days: '7', note: 'pipeline' }
    const made = await ada.submit('/settings/user', form)
    expect(made.status).toBe(200)
    expect(made.headers.get('cache-control')).toBe('no-store')
    const secret = /wp_[\w-]+/.exec(await made.text())?.[0] ?? ''
    const login = buf.run('.', ['registry', 'login', registry.host, '--token-stdin'], `${secret}\n`)
    expect(login).toMatchObject({ status: 0 })
    expect(buf.run('.', ['registry', 'whoami', registry.host]).stdout).toContain('ada')
    expect(registry.output()).not.toContain(secret)
    expect((await ada.submit('/settings/user', { ...form, resource: 'admin' })).status).toBe(403)
  })
})
