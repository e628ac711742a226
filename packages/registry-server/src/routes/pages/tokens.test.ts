import { beforeEach, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../../../testing/browser.ts'
import { createPageRegistry, PASSWORD, type PageRegistry } from '../../../testing/page-registry.ts'
import { FRESH_MS } from '../../limits.ts'

const PAGE = '/settings/user'
const WHOAMI = '/buf.registry.owner.v1.UserService/GetCurrentUser'

describe('the page of tokens', () => {
  let registry: PageRegistry
  let ann: TestBrowser

  beforeEach(async () => {
    registry = await createPageRegistry()
    await registry.addUser('ann')
    ann = registry.newBrowser()
    await registry.login(ann, { name: 'ann' })
  })

  const make = (browser: TestBrowser, fields: Record<string, string> = {}) =>
    browser.submit(PAGE, { scope: 'push', days: '7', resource: '', note: 'pipeline', ...fields })
  const secretOf = async (answer: Response) => /wp_[\w-]{43}/.exec(await answer.text())?.[0] ?? ''
  const whoami = (secret: string) =>
    registry.app.request(WHOAMI, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: '{}',
    })

  test('S60: a person makes a token for themselves; it is shown once, works, and stops at its end', async () => {
    const made = await make(ann)
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const secret = await secretOf(made)
    expect(await (await whoami(secret)).json()).toMatchObject({ user: { name: 'ann' } })
    const page = await (await ann.get(PAGE)).text()
    expect(page).toContain('pipeline')
    expect(page).toContain('2026-01-08 00:00 UTC')
    expect(page).not.toContain(secret)
    registry.nowMs += 7 * 24 * 3_600_000
    expect((await whoami(secret)).status).toBe(401)
  })

  test('S60: it is revoked by its owner and an administrator, and by nobody else', async () => {
    const secret = await secretOf(await make(ann))
    const [, id = ''] = /name="revoke" value="([0-9a-f]{32})"/.exec(await (await ann.get(PAGE)).text()) ?? []
    await registry.addUser('eve')
    const eve = registry.newBrowser()
    await registry.login(eve, { name: 'eve' })
    expect((await eve.submit(PAGE, { revoke: id })).status).toBe(404)
    expect((await whoami(secret)).status).toBe(200)
    expect(await (await eve.get(`${PAGE}?of=everyone`)).text()).not.toContain('pipeline')
    const admin = registry.newBrowser()
    await registry.login(admin)
    expect(await (await admin.get(`${PAGE}?of=everyone`)).text()).toContain('<strong>ann</strong>')
    expect((await ann.submit(PAGE, { revoke: id })).status).toBe(303)
    expect((await whoami(secret)).status).toBe(401)
  })

  test('a robot’s token is made by an administrator', async () => {
    expect((await make(ann, { user: 'ci-bot' })).status).toBe(403)
    const admin = registry.newBrowser()
    await registry.login(admin)
    const secret = await secretOf(await make(admin, { user: 'ci-bot' }))
    expect(await (await whoami(secret)).json()).toMatchObject({ user: { name: 'ci-bot', type: 'USER_TYPE_BOT' } })
  })

  test.each([
    ['a permission that is none', { scope: 'everything' }, 400],
    ['a life that is too long', { days: '100000' }, 400],
    ['a life that is none', { days: '0' }, 400],
    ['a resource that is none', { resource: 'a/b/c' }, 400],
    ['a resource of others', { resource: 'admin' }, 403],
    ['a note that is too long', { note: 'x'.repeat(501) }, 400],
    ['a form that is too long', { note: 'x'.repeat(100_000) }, 413],
  ])('%s is told', async (_, fields: Record<string, string>, status) => {
    expect((await make(ann, fields)).status).toBe(status)
  })

  test('S32: making and revoking need a recent proof, and what was typed leads back to the page', async () => {
    await make(ann)
    registry.nowMs += FRESH_MS + 1
    const [, id = ''] = /name="revoke" value="([0-9a-f]{32})"/.exec(await (await ann.get(PAGE)).text()) ?? []
    for (const answer of [await make(ann), await ann.submit(PAGE, { revoke: id })]) {
      expect(answer.headers.get('location')).toBe('/login/step-up?next=%2Fsettings%2Fuser')
    }
    const back = await ann.submit('/login/step-up?next=%2Fsettings%2Fuser', { password: PASSWORD })
    expect(back.headers.get('location')).toBe(PAGE)
    expect((await make(ann)).status).toBe(200)
  })

  test('S39: not without this session’s forgery token', async () => {
    const fields = { scope: 'push', days: '7', resource: '', note: '' }
    expect((await ann.post(PAGE, fields)).status).toBe(403)
    expect((await registry.newBrowser().post(PAGE, fields)).headers.get('location')).toBe(
      '/login?next=%2Fsettings%2Fuser',
    )
  })
})
