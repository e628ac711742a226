import { BlockList } from 'node:net'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { CLIENT_PEM, CLIENT_THUMBPRINT, OTHER_CLIENT_PEM } from '../../../testing/client-certificates.ts'
import { createDpopClient } from '../../../testing/dpop-client.ts'
import { startTokenSession } from '../../../testing/start-token-session.ts'
import { createTestContext, PUBLIC_ORIGIN, type TestContext } from '../../../testing/test-context.ts'
import { createApp } from '../../app.ts'
import { decideDeviceLogin, startDeviceLogin } from '../../services/device-login.ts'
import { issueToken } from '../../services/tokens.ts'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'
const GRANT = { scopes: [{ permission: 'push', resource: '' }], tokenLifetimeMs: 3_600_000 } as const

describe('the OAuth endpoints', () => {
  let context: TestContext
  let app: ReturnType<typeof createApp>
  beforeEach(async () => {
    context = await createTestContext()
    app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: PUBLIC_ORIGIN,
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    return () => context.store.close()
  })

  async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const response = await app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers })
    const text = await response.text()
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
    return { status: response.status, headers: response.headers, text, body }
  }
  const refresh = (token: unknown, headers: Record<string, string> = {}) =>
    post('/oauth2/token', { grant_type: 'refresh_token', refresh_token: String(token) }, headers)
  const whoami = async (authorization: string) =>
    (
      await app.request('/buf.registry.owner.v1.UserService/GetCurrentUser', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', authorization },
      })
    ).status

  async function issued(): Promise<string> {
    const request = { note: '', userName: '', scopes: [], expiresAtMs: undefined }
    return (await issueToken(context, context.admin, request)).secret
  }
  const introspect = async (token: string) =>
    post('/oauth2/introspect', { token }, { authorization: `Bearer ${await issued()}` })

  test('S55: a refresh token is traded for the next ones, which nobody may keep', async () => {
    const { tokens } = await startTokenSession(context)
    const { status, headers, body } = await refresh(tokens.refreshToken)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({ token_type: 'Bearer', scope: 'admin', refresh_token: expect.stringMatching(/^wpr_/) })
    expect(Number(body.expires_in)).toBeLessThanOrEqual(300)
    expect(await whoami(`Bearer ${body.access_token}`)).toBe(200)
    expect(await refresh('wpr_unknown')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test('S06: no secret is taken from the URL', async () => {
    const { tokens } = await startTokenSession(context)
    const query = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refreshToken })
    expect(await post(`/oauth2/token?${query}`, {})).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    const path = `/buf.registry.owner.v1.UserService/GetCurrentUser?access_token=${tokens.accessToken}`
    const headers = { 'content-type': 'application/json' }
    expect((await app.request(path, { method: 'POST', body: '{}', headers })).status).toBe(401)
  })

  test('S62, S40: there is no grant for passwords, and no other form of body', async () => {
    for (const grantType of ['password', 'implicit', 'client_credentials', 'authorization_code']) {
      const answer = await post('/oauth2/token', { grant_type: grantType, username: 'admin', password: 'x' })
      expect(answer).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } })
    }
    const { tokens } = await startTokenSession(context)
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      const body = `grant_type=refresh_token&refresh_token=${tokens.refreshToken}`
      const answer = await app.request('/oauth2/token', { method: 'POST', body, headers: { 'content-type': type } })
      expect(answer.status).toBe(400)
    }
    const twice = await app.request('/oauth2/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `grant_type=refresh_token&refresh_token=${tokens.refreshToken}&refresh_token=x`,
    })
    expect(await twice.json()).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringMatching(/repeated/),
    })
  })

  test('S53, S52: a device asks until a person has approved, and gets its session once', async () => {
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    const ask = () => post('/oauth2/token', { grant_type: DEVICE_CODE, device_code: deviceCode })
    expect(await ask()).toMatchObject({ status: 400, body: { error: 'authorization_pending' } })
    await decideDeviceLogin(context, context.admin, userCode, GRANT)
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(await whoami(`Bearer ${body.access_token}`)).toBe(200)
    expect(await ask()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  test('S64: a device that shows a key gets tokens for it alone, and needs it for each refresh', async () => {
    const client = await createDpopClient()
    const url = `${PUBLIC_ORIGIN}/oauth2/token`
    const prove = async (nonce?: string) => ({
      dpop: await client.prove({ method: 'POST', url, nowMs: context.now(), ...(nonce !== undefined && { nonce }) }),
    })
    const { deviceCode, userCode } = await startDeviceLogin(context, 'laptop')
    await decideDeviceLogin(context, context.admin, userCode, GRANT)
    const fields = { grant_type: DEVICE_CODE, device_code: deviceCode }
    const asked = await post('/oauth2/token', fields, await prove())
    expect(asked).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' } })
    const nonce = asked.headers.get('dpop-nonce') ?? ''
    const { body } = await post('/oauth2/token', fields, await prove(nonce))
    expect(body.token_type).toBe('DPoP')
    expect(await whoami(`Bearer ${body.access_token}`)).toBe(401)
    expect(await whoami(`DPoP ${body.access_token}`)).toBe(401)
    expect(await refresh(body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_dpop_proof' } })
    const thief = await createDpopClient()
    const stolen = { dpop: await thief.prove({ method: 'POST', url, nonce, nowMs: context.now() }) }
    expect(await refresh(body.refresh_token, stolen)).toMatchObject({
      status: 400,
      body: { error: 'invalid_dpop_proof' },
    })
    expect(await refresh(body.refresh_token, await prove(nonce))).toMatchObject({
      status: 200,
      body: { token_type: 'DPoP' },
    })
  })

  test('S58: revoking a refresh token ends its session and access tokens at once; unknown ones get the same answer', async () => {
    const { tokens } = await startTokenSession(context)
    const revoke = (token: string) => post('/oauth2/revoke', { token })
    expect(await whoami(`Bearer ${tokens.accessToken}`)).toBe(200)
    const answers = [await revoke(tokens.refreshToken), await revoke(tokens.refreshToken), await revoke('wpr_unknown')]
    for (const { status, text } of answers) expect({ status, text }).toEqual({ status: 200, text: '' })
    expect(await whoami(`Bearer ${tokens.accessToken}`)).toBe(401)
    expect((await refresh(tokens.refreshToken)).body.error).toBe('invalid_grant')
    const byAccess = await startTokenSession(context)
    await revoke(byAccess.tokens.accessToken)
    expect((await refresh(byAccess.tokens.refreshToken)).body.error).toBe('invalid_grant')
    const secret = await issued()
    await revoke(secret)
    expect(await whoami(`Bearer ${secret}`)).toBe(401)
  })

  test('S59: introspection needs a credential, and says of a dead token that it is dead and nothing else', async () => {
    const { session, tokens } = await startTokenSession(context)
    const anonymous = await post('/oauth2/introspect', { token: tokens.accessToken })
    expect(anonymous).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect(anonymous.headers.get('www-authenticate')).toContain('Bearer')
    const guessed = await post(
      '/oauth2/introspect',
      { token: tokens.accessToken },
      { authorization: 'Bearer wp_guess' },
    )
    expect(guessed).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    for (const token of [tokens.accessToken, tokens.refreshToken]) {
      const { body } = await introspect(token)
      expect(body).toMatchObject({
        active: true,
        scope: 'admin',
        username: 'admin',
        sid: session.id,
        iss: PUBLIC_ORIGIN,
      })
    }
    expect((await introspect(await issued())).body).toMatchObject({ active: true, username: 'admin' })
    const used = tokens.refreshToken
    const { body } = await refresh(used)
    expect((await introspect(used)).body).toEqual({ active: false })
    expect((await introspect(String(body.refresh_token))).body).toMatchObject({ active: true })
    await post('/oauth2/revoke', { token: String(body.refresh_token) })
    for (const token of [
      String(body.refresh_token),
      String(body.access_token),
      tokens.accessToken,
      'wp_x',
      'rubbish',
    ]) {
      expect((await introspect(token)).body).toEqual({ active: false })
    }
  })

  test('S61: third parties verify an access token with what is published, and nothing private is', async () => {
    const { tokens } = await startTokenSession(context)
    const metadata = (await (await app.request('/.well-known/oauth-authorization-server')).json()) as Record<
      string,
      string
    >
    expect(metadata.issuer).toBe(PUBLIC_ORIGIN)
    const path = new URL(metadata.jwks_uri ?? '').pathname
    const text = await (await app.request(path)).text()
    expect(text).not.toContain('"d"')
    const jwks = createLocalJWKSet(JSON.parse(text))
    const options = {
      issuer: PUBLIC_ORIGIN,
      audience: PUBLIC_ORIGIN,
      typ: 'at+jwt',
      currentDate: new Date(context.now()),
    }
    const { payload } = await jwtVerify(tokens.accessToken, jwks, options)
    expect(payload).toMatchObject({ sub: context.admin.userId, scope: 'admin' })
    expect(Number(payload.exp) - Number(payload.iat)).toBeLessThanOrEqual(300)
  })

  test('S65: a header that names a certificate, and that no trusted proxy has set, is refused on any route', async () => {
    for (const name of ['client-cert', 'x-client-cert']) {
      const answer = await app.request('/healthz', { headers: { [name]: 'x' } })
      expect(answer.status).toBe(400)
    }
  })

  test('S65: behind a proxy that vouches for certificates, a session bound to one opens to its holder alone', async () => {
    const trustedProxies = new BlockList()
    trustedProxies.addAddress('10.1.2.3')
    const behindProxy = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies,
      certificateHeader: 'x-client-cert',
      publicOrigin: PUBLIC_ORIGIN,
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    const call = async (method: string, body: object, headers: Record<string, string>, remoteAddress = '10.1.2.3') => {
      const init = {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https', ...headers },
      }
      const response = await behindProxy.request(`/${method}`, init, { incoming: { socket: { remoteAddress } } })
      return { status: response.status, body: (await response.json()) as Record<string, Record<string, string>> }
    }
    const created = await call(
      'wireproof.session.v1.SessionService/CreateSession',
      {
        token: { token: await issued() },
        strategy: 'STRATEGY_TOKEN',
        binding: { mtlsCertificateThumbprint: CLIENT_THUMBPRINT },
      },
      {},
    )
    const authorization = `Bearer ${created.body.tokens?.accessToken}`
    const use = async (headers: Record<string, string>, address?: string) =>
      (await call('buf.registry.owner.v1.UserService/GetCurrentUser', {}, { authorization, ...headers }, address))
        .status
    const own = encodeURIComponent(CLIENT_PEM)
    expect(await use({ 'x-client-cert': own })).toBe(200)
    expect(await use({})).toBe(401)
    expect(await use({ 'x-client-cert': encodeURIComponent(OTHER_CLIENT_PEM) })).toBe(401)
    expect(await use({ 'x-client-cert': own }, '192.0.2.7')).toBe(400)
  })

  test('S69: when the store is out of reach, nothing is let through', async () => {
    const { tokens } = await startTokenSession(context)
    await context.store.close()
    expect(await whoami(`Bearer ${tokens.accessToken}`)).toBeGreaterThanOrEqual(500)
    expect((await refresh(tokens.refreshToken)).status).toBeGreaterThanOrEqual(500)
  })
})
