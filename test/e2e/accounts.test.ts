import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { CREATE_MODULES, callRegistry, GET_COMMITS, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import {
  ACCOUNTS,
  type Browser,
  cookieOf,
  inviteUser,
  logIn,
  passwordOf,
  SESSIONS,
  send,
  signIn,
  signInForTokens,
} from '../support/session-client.ts'

const MEMBERS = 'wireproof.registry.v1.MemberService'
const ORGANIZATIONS = 'buf.registry.owner.v1.OrganizationService'
const TOKENS = 'wireproof.registry.v1.TokenService'
const TRANSFER = 'wireproof.registry.v1.OwnershipService/TransferModule'
const WHOAMI = 'buf.registry.owner.v1.UserService/GetCurrentUser'
const FILES = { 'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage A { int64 id = 1; }\n' }

describe('accounts', () => {
  const root = makeFolder('accounts')
  const setupFile = join(root, 'data', 'setup-code')
  /** Everything that must be in no log. */
  const secrets: string[] = []
  let registry: RegistryProcess
  let said = ''

  beforeAll(async () => {
    registry = await startRegistry(root)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const call = (method: string, body: object, token: string | undefined = registry.token) =>
    callRegistry(registry.host, method, body, token)

  async function invite(name: string): Promise<string> {
    const password = await inviteUser(registry.host, registry.token, name)
    secrets.push(password)
    return password
  }

  /** A personal token, which its owner makes in a browser. */
  async function makeToken(browser: Browser, body: object = { scope: 'SCOPE_ADMIN' }): Promise<string> {
    const made = await browser.call(`${TOKENS}/CreateToken`, { note: 'for a script', ...body })
    const { secret } = made.body as { secret?: string }
    if (secret === undefined) throw new Error(`no token was made: ${made.text}`)
    secrets.push(secret)
    return secret
  }

  test('S50: a fresh registry lets nobody in but by its one-time code, and that once', async () => {
    expect(statSync(setupFile).mode & 0o777).toBe(0o600)
    const code = readFileSync(setupFile, 'utf8').trim()
    secrets.push(code)
    expect(registry.output()).toContain(`/setup, with the one-time code in ${setupFile}`)
    for (const [name, password] of [
      ['admin', ''],
      ['admin', 'admin'],
      ['admin', code],
      ['root', 'root'],
    ] as const) {
      expect((await logIn(registry.host, name, password)).status, name).toBe(401)
    }
    const password = passwordOf('boss')
    const origin = { origin: `http://${registry.host}`, 'sec-fetch-site': 'same-origin' }
    const setUp = (fields: Record<string, string>) =>
      send(registry.host, '/setup', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...origin },
        body: new URLSearchParams({
          name: 'boss',
          new_password: password,
          new_password_again: password,
          ...fields,
        }).toString(),
      })
    expect((await setUp({ code: 'wpl_guessed' })).status).toBe(401)
    const done = await setUp({ code })
    expect(done.status, done.text).toBe(303)
    expect(cookieOf(done)).toBeDefined()
    expect(existsSync(setupFile)).toBe(false)
    expect((await setUp({ code, name: 'eve' })).status).toBe(401)
    const boss = await signIn(registry.host, 'boss', password)
    const own = await boss.call(`${ACCOUNTS}/GetAccount`, {})
    expect(own.body).toMatchObject({ account: { registryRole: 'REGISTRY_ROLE_ADMIN', hasPassword: true } })
  })

  test('somebody is invited by a link whose secret no server on the way sees, and chooses a password', async () => {
    const invited = await call(`${ACCOUNTS}/CreateUser`, { name: 'ada' })
    const { link } = invited.body as { link: { url: string; expireTime: string } }
    expect(link.url).toMatch(/^http:\/\/localhost:\d+\/account#wpl_[\w-]{43}$/)
    const hours = (Date.parse(link.expireTime) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(23)
    expect(hours).toBeLessThanOrEqual(24)
    const secret = link.url.split('#')[1] ?? ''
    secrets.push(secret)
    const weak = await call(`${ACCOUNTS}/RedeemAccountLink`, { secret, password: 'ada' }, undefined)
    expect(weak).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
    const password = passwordOf('ada')
    secrets.push(password)
    const redeem = () => call(`${ACCOUNTS}/RedeemAccountLink`, { secret, password }, undefined)
    expect(await redeem()).toMatchObject({ status: 200, body: { account: { principal: { name: 'ada' } } } })
    expect(await redeem()).toMatchObject({ status: 401 })
    await signIn(registry.host, 'ada', password)
  })

  test('S34: a role in an organization gives and takes rights at once, also those of tokens', async () => {
    await call(`${ORGANIZATIONS}/CreateOrganizations`, { values: [{ name: 'acme' }] })
    const module = { ownerRef: { name: 'acme' }, name: 'secret', visibility: 'MODULE_VISIBILITY_PRIVATE' }
    await call(CREATE_MODULES, { values: [module] })
    const password = await invite('grace')
    const grace = await signIn(registry.host, 'grace', password)
    const token = await makeToken(grace)
    const push = (secret: string) => call(UPLOAD, uploadOf('acme', 'secret', FILES), secret)
    const role = (name: string) =>
      call(`${MEMBERS}/SetMember`, {
        organizationRef: { name: 'acme' },
        userRef: { name: 'grace' },
        role: `MEMBER_ROLE_${name}`,
      })
    expect((await push(token)).status).toBe(404)
    await role('READER')
    expect((await push(token)).status).toBe(403)
    expect(
      (await call(GET_COMMITS, { resourceRefs: [{ name: { owner: 'acme', module: 'secret' } }] }, token)).status,
    ).toBe(400)
    // Made with the rights of then: it ends.
    expect((await grace.call(WHOAMI, {})).status).toBe(401)
    await role('WRITER')
    expect(await push(token)).toMatchObject({ status: 200 })
    const narrow = await makeToken(await signIn(registry.host, 'grace', password), {
      scopes: [{ permission: 'PERMISSION_PUSH', resource: 'other' }],
    }).catch((error: Error) => error.message)
    expect(narrow).toContain('other')
    await call(`${MEMBERS}/RemoveMember`, { organizationRef: { name: 'acme' }, userRef: { name: 'grace' } })
    expect((await push(token)).status).toBe(404)
    expect((await call(WHOAMI, {}, token)).status).toBe(200)
  })

  test('S26: an account that is disabled or deleted is out at once, whatever it comes with', async () => {
    const password = await invite('linus')
    const browser = await signIn(registry.host, 'linus', password)
    const token = await makeToken(browser)
    const tokens = await signInForTokens(registry.host, 'linus', password)
    secrets.push(tokens.accessToken, tokens.refreshToken)
    const ways = async () => ({
      cookie: (await browser.call(WHOAMI, {})).status,
      token: (await call(WHOAMI, {}, token)).status,
      accessToken: (await call(WHOAMI, {}, tokens.accessToken)).status,
      refreshToken: (await call(`${SESSIONS}/RefreshSession`, { refreshToken: tokens.refreshToken }, undefined)).status,
      password: (await logIn(registry.host, 'linus', password)).status,
    })
    const before = await Promise.all([
      browser.call(WHOAMI, {}),
      call(WHOAMI, {}, token),
      call(WHOAMI, {}, tokens.accessToken),
    ])
    expect(before.map(({ status }) => status)).toEqual([200, 200, 200])
    const accountRef = { name: 'linus' }
    const set = (state: string) => call(`${ACCOUNTS}/SetAccountState`, { accountRef, state: `ACCOUNT_STATE_${state}` })
    await set('DISABLED')
    const out = { cookie: 401, token: 401, accessToken: 401, refreshToken: 401, password: 401 }
    expect(await ways()).toEqual(out)
    await set('ACTIVE')
    expect(await ways()).toEqual({ ...out, token: 200, password: 200 })
    expect((await call(`${ACCOUNTS}/DeleteAccount`, { accountRef })).status).toBe(200)
    expect(await ways()).toEqual(out)
    expect((await call(`${ACCOUNTS}/GetAccount`, { accountRef })).status).toBe(404)
  })

  test('S27: a reset password ends what was open; the one who changes it goes on under a new identifier', async () => {
    const password = await invite('edsger')
    const mine = await signIn(registry.host, 'edsger', password)
    const other = await signIn(registry.host, 'edsger', password)
    const newPassword = passwordOf('another')
    secrets.push(newPassword)
    const changed = await mine.call(`${ACCOUNTS}/ChangePassword`, { oldPassword: password, newPassword })
    expect(changed.body).toMatchObject({ revokedCount: 1, session: { id: mine.sessionId } })
    const cookie = cookieOf(changed) ?? ''
    expect(cookie).not.toBe(mine.cookie)
    expect((await mine.call(WHOAMI, {})).status).toBe(401)
    expect((await other.call(WHOAMI, {})).status).toBe(401)
    const reset = await call(`${ACCOUNTS}/ResetPassword`, { accountRef: { name: 'edsger' } })
    secrets.push((reset.body.link as { url: string }).url.split('#')[1] ?? '')
    expect((await logIn(registry.host, 'edsger', newPassword)).status).toBe(401)
  })

  test('a module goes to another owner with its commits, labels and what depends on it', async () => {
    const password = await invite('barbara')
    const barbara = await makeToken(await signIn(registry.host, 'barbara', password))
    const moduleOf = (owner: string, name: string) => ({ name: { owner, module: name } })
    const create = (owner: string, name: string, token: string) =>
      call(
        CREATE_MODULES,
        { values: [{ ownerRef: { name: owner }, name, visibility: 'MODULE_VISIBILITY_PUBLIC' }] },
        token,
      )
    await create('barbara', 'base', barbara)
    const pushed = await call(UPLOAD, uploadOf('barbara', 'base', FILES, ['main', 'v1']), barbara)
    const { commits } = pushed.body as { commits: { id: string }[] }
    await create('acme', 'user', registry.token)
    const using = 'syntax = "proto3";\npackage u.v1;\nimport "a/v1/a.proto";\nmessage U { a.v1.A a = 1; }\n'
    const upload = { ...uploadOf('acme', 'user', { 'u/v1/u.proto': using }), depCommitIds: [commits[0]?.id] }
    expect(await call(UPLOAD, upload)).toMatchObject({ status: 200 })
    const transfer = (token: string, owner: string) =>
      call(TRANSFER, { moduleRef: moduleOf('barbara', 'base'), ownerRef: { name: owner } }, token)
    expect((await transfer(barbara, 'acme')).status).toBe(403)
    expect(await call(`${ACCOUNTS}/DeleteAccount`, { accountRef: { name: 'barbara' } })).toMatchObject({
      status: 400,
      body: { code: 'failed_precondition', message: expect.stringContaining('base') },
    })
    expect(await transfer(registry.token, 'acme')).toMatchObject({ status: 200 })
    expect((await call(GET_COMMITS, { resourceRefs: [moduleOf('barbara', 'base')] })).status).toBe(404)
    for (const name of [
      { owner: 'acme', module: 'base' },
      { owner: 'acme', module: 'base', labelName: 'v1' },
    ]) {
      expect(await call(GET_COMMITS, { resourceRefs: [{ name }] })).toMatchObject({
        status: 200,
        body: { commits: [{ id: commits[0]?.id }] },
      })
    }
    const broken = { 'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage B { int64 id = 1; }\n' }
    const refused = await call(UPLOAD, uploadOf('acme', 'base', broken))
    expect(JSON.stringify(refused.body)).toContain('acme/user')
    expect((await call(UPLOAD, uploadOf('acme', 'base', FILES), barbara)).status).toBe(403)
    expect((await call(`${ACCOUNTS}/DeleteAccount`, { accountRef: { name: 'barbara' } })).status).toBe(200)
  })

  test('the audit log tells who did what to whom', async () => {
    const list = await call('wireproof.session.v1.AuditService/ListAuditEvents', { pageSize: 250 })
    const { events = [] } = list.body as { events?: { action: string }[] }
    const actions = new Set(events.map(({ action }) => action))
    for (const action of [
      'account.created',
      'account.link-created',
      'account.password-changed',
      'account.changed',
      'account.deleted',
      'member.added',
      'member.changed',
      'member.removed',
      'module.transferred',
      'owner.created',
      'module.created',
      'commit.pushed',
      'label.moved',
      'token.created',
    ]) {
      expect(actions, action).toContain(action)
    }
    const text = JSON.stringify(list.body)
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  test('S70: no error says how the server is made, and no log holds a secret', async () => {
    const answers = await Promise.all([
      call(`${ACCOUNTS}/RedeemAccountLink`, { secret: '\u0000\ufffd', password: 'x'.repeat(5_000) }, undefined),
      call(`${ACCOUNTS}/GetAccount`, { accountRef: { id: "' OR 1=1 --" } }),
      call(`${ACCOUNTS}/GetAccount`, { accountRef: {} }),
      call(`${ACCOUNTS}/CreateUser`, { name: '../etc/passwd' }),
      call(`${ACCOUNTS}/SetRegistryRole`, { accountRef: { name: 'ada' } }),
      call(`${ACCOUNTS}/SetAccountState`, { accountRef: { name: 'ada' }, state: 'ACCOUNT_STATE_DELETED' }),
      call(`${ACCOUNTS}/ListAccounts`, { pageToken: 'x' }),
      call(`${MEMBERS}/SetMember`, { organizationRef: { name: 'acme' }, userRef: { name: 'nobody' }, role: 1 }),
      call(`${MEMBERS}/SetMember`, { organizationRef: { name: 'ada' }, userRef: { name: 'ada' }, role: 1 }),
      call(TRANSFER, {}),
    ])
    for (const { status, body } of answers) {
      expect([400, 401, 404]).toContain(status)
      expect(JSON.stringify(body)).not.toMatch(/\bat .*:\d+:\d+|node_modules|SELECT|sqlite|Error:/i)
    }
    said += registry.output()
    secrets.push(registry.token)
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([])
  })

  test('S50: a restart makes neither another administrator nor another code', async () => {
    await registry.stop()
    registry = await startRegistry(root)
    expect(existsSync(setupFile)).toBe(false)
    expect(registry.output()).not.toContain('one-time code')
    const { body } = await call(`${ACCOUNTS}/ListAccounts`, { pageSize: 50 })
    const { accounts = [] } = body as { accounts?: { principal: { name: string } }[] }
    expect(accounts.map(({ principal }) => principal.name)).toEqual(['edsger', 'grace', 'ada', 'boss', 'admin'])
  })
})
