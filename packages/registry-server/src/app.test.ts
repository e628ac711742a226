import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import { moduleV1, registryV1 } from '@wireproof/registry-api'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, type TestContext } from '../testing/test-context.ts'
import { createApp } from './app.ts'
import { generateToken, hashToken } from './auth/token.ts'
import type { Readiness } from './routes/health-routes.ts'
import type { ServiceContext } from './services/service-context.ts'

interface JsonAnswer {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Headers
}

describe('the registry over HTTP', () => {
  let context: TestContext
  let app: ReturnType<typeof createApp>
  let readiness: Readiness
  const logged: Record<string, unknown>[] = []
  const tokens = { read: '', push: '', admin: '' }

  const makeApp = (overrides: Partial<ServiceContext> = {}) =>
    createApp({
      context: { ...context, ...overrides },
      log: pino({ base: null }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => readiness,
    })

  beforeEach(async () => {
    logged.length = 0
    readiness = { database: true, workers: true, accepting: true }
    context = await createTestContext()
    for (const scope of ['read', 'push', 'admin'] as const) {
      tokens[scope] = generateToken()
      const token = { id: context.newId(), userId: context.admin.userId, ...hashToken(tokens[scope]), scope }
      await context.store.insertToken({ ...token, origin: 'issued', note: '', expiresAtMs: undefined }, context.now())
    }
    await makeModule(context, 'acme', 'open', 'public')
    await makeModule(context, 'acme', 'secret', 'private')
    app = makeApp()
  })

  const call = async (method: string, body: unknown, token?: string, headers: Record<string, string> = {}) => {
    const response = await app.request(`/${method}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const answer: JsonAnswer = {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      headers: response.headers,
    }
    return answer
  }
  const getModule = (module: string, token?: string) =>
    call(
      'buf.registry.module.v1.ModuleService/GetModules',
      { moduleRefs: [{ name: { owner: 'acme', module } }] },
      token,
    )
  const upload = (module: string, text: string, token?: string) =>
    call(
      'buf.registry.module.v1.UploadService/Upload',
      {
        contents: [
          {
            moduleRef: { name: { owner: 'acme', module } },
            files: [{ path: 'a.proto', content: Buffer.from(text).toString('base64') }],
          },
        ],
      },
      token,
    )

  test('binary and JSON are the same', async () => {
    const request = create(moduleV1.GetModulesRequestSchema, {
      moduleRefs: [{ value: { case: 'name', value: { owner: 'acme', module: 'open' } } }],
    })
    const response = await app.request('/buf.registry.module.v1.ModuleService/GetModules', {
      method: 'POST',
      headers: { 'content-type': 'application/proto' },
      body: toBinary(moduleV1.GetModulesRequestSchema, request),
    })
    expect(response.headers.get('content-type')).toBe('application/proto')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(fromBinary(moduleV1.GetModulesResponseSchema, bytes).modules[0]?.name).toBe('open')
    expect((await getModule('open')).body).toMatchObject({ modules: [{ name: 'open', defaultLabelName: 'main' }] })
  })

  test('who may see what', async () => {
    expect((await getModule('open')).status).toBe(200)
    expect(await getModule('secret')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    // What does not exist looks just like what is private.
    const [hidden, missing] = [await getModule('secret'), await getModule('absent')]
    expect(hidden.status).toBe(missing.status)
    expect(String(hidden.body.message).replace('secret', 'absent')).toBe(missing.body.message)
    expect((await getModule('secret', tokens.read)).status).toBe(200)
    expect(await getModule('absent', tokens.read)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await getModule('open', `${tokens.read}x`)).toMatchObject({ status: 401 })
  })

  test('who may change what', async () => {
    expect((await upload('open', 'syntax = "proto3";')).status).toBe(401)
    expect(await upload('open', 'syntax = "proto3";', tokens.read)).toMatchObject({
      status: 403,
      body: { code: 'permission_denied' },
    })
    expect((await upload('open', 'syntax = "proto3";', tokens.push)).status).toBe(200)
    const value = { name: 'fresh', ownerRef: { name: 'newcomer' } }
    const create = (token: string) =>
      call('buf.registry.module.v1.ModuleService/CreateModules', { values: [value] }, token)
    expect((await create(tokens.push)).status).toBe(404)
    expect((await create(tokens.admin)).status).toBe(200)
    expect(await create(tokens.admin)).toMatchObject({ status: 409, body: { code: 'already_exists' } })
    const module = { name: { owner: 'acme', module: 'open' } }
    for (const method of [
      'wireproof.registry.v1.PolicyService/SetPolicy',
      'wireproof.registry.v1.TokenService/ListTokens',
      'buf.registry.module.v1.ModuleService/UpdateModules',
      'buf.registry.module.v1.ModuleService/DeleteModules',
    ]) {
      const body = method.includes('Policy') ? { moduleRef: module } : {}
      expect(await call(method, body, tokens.push)).toMatchObject({ status: 403 })
    }
  })

  test('tokens are issued, work, and stop working', async () => {
    const request = { note: 'ci', userName: 'ci-bot', scope: 'SCOPE_PUSH' }
    const { body } = await call('wireproof.registry.v1.TokenService/CreateToken', request, tokens.admin)
    const secret = String(body.secret)
    const whoami = () => call('buf.registry.owner.v1.UserService/GetCurrentUser', {}, secret)
    expect((await whoami()).body).toMatchObject({ user: { name: 'ci-bot', type: 'USER_TYPE_BOT' } })
    const login = await call('buf.alpha.registry.v1alpha1.AuthnService/GetCurrentUser', {}, secret)
    expect(login.body).toMatchObject({ user: { username: 'ci-bot' } })
    const { id } = body.token as { id: string }
    await call('wireproof.registry.v1.TokenService/RevokeToken', { id }, tokens.admin)
    expect((await whoami()).status).toBe(401)
    expect(JSON.stringify(logged)).not.toContain(secret)
    expect(JSON.stringify(logged)).not.toContain(tokens.admin)
  })

  test('a refused push carries its findings as a detail that clients can decode', async () => {
    await upload('open', 'syntax = "proto3";\nmessage A { int32 x = 1; }\n', tokens.push)
    const refused = await upload('open', 'syntax = "proto3";\nmessage A { string x = 1; }\n', tokens.push)
    expect(refused).toMatchObject({ status: 400, body: { code: 'failed_precondition' } })
    const [detail] = refused.body.details as { type: string; value: string }[]
    expect(detail?.type).toBe('wireproof.registry.v1.BreakingChange')
    const change = fromBinary(registryV1.BreakingChangeSchema, Buffer.from(detail?.value ?? '', 'base64'))
    expect(change.findings[0]).toMatchObject({
      rule: 'FIELD_SAME_TYPE',
      at: { path: 'a.proto', start: { line: 2, column: 13 } },
      against: { path: 'a.proto' },
    })
  })

  test('a module without a commit is a failed precondition, which clients take for new', async () => {
    const body = { resourceRefs: [{ name: { owner: 'acme', module: 'open', ref: '' } }] }
    expect(await call('buf.registry.module.v1.CommitService/GetCommits', body)).toMatchObject({
      status: 400,
      body: { code: 'failed_precondition' },
    })
  })

  test('a token over plain HTTP from elsewhere is refused before it is looked at', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.5' }
    const refused = await call('buf.registry.owner.v1.UserService/GetCurrentUser', {}, tokens.admin, forwarded)
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission_denied' } })
    expect(refused.body.message).toContain('plain HTTP')
    const open = { moduleRefs: [{ name: { owner: 'acme', module: 'open' } }] }
    const anonymous = await call('buf.registry.module.v1.ModuleService/GetModules', open, undefined, forwarded)
    expect(anonymous.status).toBe(200)
  })

  test.each([
    ['text that is no JSON', '{', 400],
    ['a field of the wrong type', '{"moduleRefs":"x"}', 400],
    ['a reference without a name', '{"moduleRefs":[{}]}', 400],
    ['too many references', JSON.stringify({ moduleRefs: Array.from({ length: 251 }, () => ({ id: 'x' })) }), 400],
    ['a body that is too large', `{"moduleRefs":"${'x'.repeat(1024 * 1024)}"}`, 429],
  ])('%s is refused with a reason', async (_, body, status) => {
    const answer = await call('buf.registry.module.v1.ModuleService/GetModules', body, tokens.read)
    expect(answer.status).toBe(status)
    expect(answer.body.message).toBeTruthy()
  })

  test('a page token that was made up is refused', async () => {
    for (const pageToken of ['x', Buffer.from('1.zz').toString('base64url')]) {
      const list = await call('buf.registry.module.v1.ModuleService/ListModules', { pageToken }, tokens.read)
      expect(list).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
    }
    const large = await call('buf.registry.module.v1.ModuleService/ListModules', { pageSize: 251 }, tokens.read)
    expect(large.status).toBe(400)
  })

  test('lists come in pages', async () => {
    const names: string[] = []
    let pageToken = ''
    do {
      const request = { pageSize: 1, pageToken, order: 'ORDER_CREATE_TIME_ASC' }
      const { body } = await call('buf.registry.module.v1.ModuleService/ListModules', request, tokens.read)
      names.push(...(body.modules as { name: string }[]).map(({ name }) => name))
      pageToken = String(body.nextPageToken ?? '')
    } while (pageToken !== '')
    expect(names).toEqual(['open', 'secret'])
  })

  test('a bug tells callers only a request id, and the log everything', async () => {
    const broken = { ...context.store, findModuleByName: () => Promise.reject(new Error('internal detail')) }
    app = makeApp({ store: broken })
    const failed = await getModule('open')
    expect(failed).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(JSON.stringify(failed.body)).not.toContain('internal detail')
    expect(failed.body.message).toContain(failed.headers.get('x-request-id'))
    expect(JSON.stringify(logged)).toContain('internal detail')
  })

  test('what does not exist: an RPC, a page, a method', async () => {
    expect(await call('buf.registry.module.v1.NoSuchService/Do', {})).toMatchObject({
      status: 501,
      body: { code: 'unimplemented' },
    })
    expect((await app.request('/nothing')).status).toBe(404)
    expect((await app.request('/oauth2/device/none', { method: 'POST' })).headers.get('content-type')).toContain(
      'text/plain',
    )
    expect((await app.request('/buf.registry.module.v1.ModuleService/GetModules')).status).toBe(404)
  })

  test('health, readiness and the page for people', async () => {
    expect((await app.request('/healthz')).status).toBe(200)
    expect((await app.request('/readyz')).status).toBe(200)
    readiness = { ...readiness, workers: false }
    const notReady = await app.request('/readyz')
    expect(notReady.status).toBe(503)
    expect(await notReady.json()).toMatchObject({ database: true, workers: false })
    const page = await app.request('/')
    expect(await page.text()).toContain('buf registry login localhost:8080')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
