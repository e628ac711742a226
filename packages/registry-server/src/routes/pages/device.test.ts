import { beforeEach, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../../../testing/browser.ts'
import { createPageRegistry, PASSWORD, type PageRegistry } from '../../../testing/page-registry.ts'
import { FRESH_MS } from '../../limits.ts'
import { startDeviceLogin } from '../../services/device-login.ts'

const PAGE = '/oauth2/device'
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code'

describe('letting a device in', () => {
  let registry: PageRegistry
  let ann: TestBrowser
  let device: { deviceCode: string; userCode: string }

  beforeEach(async () => {
    registry = await createPageRegistry()
    await registry.addUser('ann')
    ann = registry.newBrowser()
    device = await startDeviceLogin(registry.context, '<b>laptop</b>')
  })

  const link = () => `${PAGE}?user_code=${device.userCode}`
  const decide = (fields: Record<string, string>, page = link()) =>
    ann.submit(page, { scope: 'push', days: '7', resource: '', ...fields })
  const poll = async () => {
    registry.nowMs += 5000
    const answer = await registry.app.request('/oauth2/device/token', {
      method: 'POST',
      body: new URLSearchParams({ grant_type: GRANT_TYPE, device_code: device.deviceCode }),
    })
    return (await answer.json()) as { error?: string; access_token?: string }
  }

  test('S54: the page names the client, the account and the code, and asks though the link carries the code', async () => {
    const away = await ann.get(link())
    expect(away.headers.get('location')).toBe(`/login?next=${encodeURIComponent(link())}`)
    const back = await registry.login(ann, { name: 'ann' }, away.headers.get('location') ?? '')
    expect(back.headers.get('location')).toBe(link())
    const page = await (await ann.get(link())).text()
    expect(page).toContain('&lt;b&gt;laptop&lt;/b&gt;')
    expect(page).toContain(`${device.userCode.slice(0, 4)}-${device.userCode.slice(4)}`)
    expect(page).toContain('<strong>ann</strong>')
    expect(page).toContain('<select name="scope">')
    expect(await poll()).toMatchObject({ error: 'authorization_pending' })
    expect((await decide({ decision: 'approve' })).status).toBe(200)
    expect((await poll()).access_token).toMatch(/^wp_/)
  })

  test('S54: denied is denied, and a choice that is none is not approved', async () => {
    await registry.login(ann, { name: 'ann' })
    expect((await decide({ decision: 'approve', scope: 'everything' })).status).toBe(400)
    expect((await decide({ decision: 'approve', days: '1000' })).status).toBe(400)
    expect(await poll()).toMatchObject({ error: 'authorization_pending' })
    expect((await decide({})).status).toBe(200)
    expect(await poll()).toMatchObject({ error: 'access_denied' })
  })

  test('S54: it takes a recent proof, and the way leads back to the same device', async () => {
    await registry.login(ann, { name: 'ann' })
    registry.nowMs += FRESH_MS - 1000
    device = await startDeviceLogin(registry.context, 'laptop')
    registry.nowMs += 1001
    const away = await decide({ decision: 'approve' })
    const location = `/login/step-up?next=${encodeURIComponent(link())}`
    expect(away.headers.get('location')).toBe(location)
    expect((await ann.submit(location, { password: PASSWORD })).headers.get('location')).toBe(link())
    expect((await decide({ decision: 'approve' })).status).toBe(200)
    expect((await poll()).access_token).toMatch(/^wp_/)
  })

  test('S52: codes that lead nowhere are counted; the page says so without showing markup', async () => {
    await registry.login(ann, { name: 'ann' })
    const wrong = await ann.get(`${PAGE}?user_code=${encodeURIComponent('"><script>')}`)
    expect([wrong.status, (await wrong.text()).includes('<script>')]).toEqual([404, false])
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await ann.get(`${PAGE}?user_code=BCDF-GHJ${'BCDFGHJKLMNP'[i]}`)).status)
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 404))
    expect(statuses.slice(10)).toEqual([429, 429])
  })

  test('S36, S39: no other site lets a device in', async () => {
    await registry.login(ann, { name: 'ann' })
    const fields = { user_code: device.userCode, decision: 'approve', scope: 'push', days: '7' }
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}]) {
      expect((await ann.post(PAGE, fields, headers as Record<string, string>)).status).toBe(403)
    }
    expect((await ann.post(PAGE, fields)).status).toBe(403)
    expect(await poll()).toMatchObject({ error: 'authorization_pending' })
  })
})
