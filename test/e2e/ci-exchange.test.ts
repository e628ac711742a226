import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
// @ts-expect-error: the package has no types.
import OidcProvider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { ACCOUNTS } from '../support/session-client.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

const RULES = 'wireproof.session.v1.TrustRuleService'
const SCHEMA = (name: string) => `syntax = "proto3";\npackage ${name}.v1;\nmessage Value { int64 units = 1; }\n`

/** A CI job: its provider signs what it is, the registry trades that for a token, and the stock client uses it. */
describe('CI without secrets', () => {
  const root = makeFolder('ci-exchange')
  let provider: Server
  let issuer = ''
  let signingKey: KeyObject
  let registry: RegistryProcess
  let host = ''
  let ruleId = ''

  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    signingKey = privateKey
    let handle: RequestListener = (_, response) => response.end()
    provider = createServer((request, response) => handle(request, response))
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    // Publishes its configuration and keys; what jobs get is signed below, as a CI provider does.
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'jobs', alg: 'RS256', use: 'sig' }
    handle = new OidcProvider(issuer, { jwks: { keys: [jwk] }, cookies: { keys: ['a key for tests'] } }).callback()

    registry = await startRegistry(root)
    host = registry.host
    const admin = createBuf(registry.token)
    for (const name of ['orders', 'secrets']) {
      const config = `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/${name}\n`
      writeFiles(root, { [`${name}/buf.yaml`]: config, [`${name}/${name}/v1/${name}.proto`]: SCHEMA(name) })
      expect(admin.run(name, ['push', '--create']).stderr).toBe('')
    }
    await call(`${ACCOUNTS}/CreateRobot`, { name: 'ci', registryRole: 'REGISTRY_ROLE_WRITER' })
    const made = await call(`${RULES}/CreateTrustRule`, {
      principalName: 'ci',
      issuer,
      claims: { repository: 'acme/orders', ref: 'refs/heads/*' },
      scopes: [{ permission: 'PERMISSION_PUSH', resource: 'acme/orders' }],
    })
    ruleId = (made.trustRule as { id: string }).id
  })
  afterAll(async () => {
    await registry?.stop()
    provider?.closeAllConnections()
    provider?.close()
    rmSync(root, { recursive: true, force: true })
  })

  const createBuf = (token: string): StockBuf =>
    createStockBuf({ root, config: PLAIN_HTTP, env: { NETRC: join(root, 'no-netrc'), BUF_TOKEN: token } })

  async function call(method: string, body: object): Promise<Record<string, unknown>> {
    const answer = await callRegistry(host, method, body, registry.token)
    if (answer.status !== 200) throw new Error(`${method}: ${JSON.stringify(answer)}`)
    return answer.body
  }

  function jobToken(claims: Record<string, unknown> = {}): string {
    const nowS = Math.floor(Date.now() / 1000)
    const parts = [
      { alg: 'RS256', kid: 'jobs', typ: 'JWT' },
      {
        iss: issuer,
        aud: `http://${host}`,
        sub: 'repo:acme/orders:ref:refs/heads/main',
        iat: nowS,
        exp: nowS + 300,
        repository: 'acme/orders',
        ref: 'refs/heads/main',
        ...claims,
      },
    ]
    const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${input}.${sign('sha256', Buffer.from(input), signingKey).toString('base64url')}`
  }

  async function exchange(idToken: string): Promise<{ status: number; body: Record<string, unknown>; text: string }> {
    const response = await fetch(`http://${host}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        subject_token: idToken,
      }),
    })
    const text = await response.text()
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown>, text }
  }

  test('S63: the stock client pushes with what a job gets, to what the rule names and nothing else', async () => {
    const { status, body } = await exchange(jobToken())
    expect({ status, ...body }).toMatchObject({ status: 200, token_type: 'Bearer', scope: 'push:acme/orders' })
    expect(body.expires_in).toBeGreaterThan(800)
    expect(body.expires_in).toBeLessThanOrEqual(900)
    expect(body).not.toHaveProperty('refresh_token')
    const job = createBuf(String(body.access_token))
    expect(job.run('orders', ['registry', 'whoami', host]).stdout).toContain('ci')
    writeFiles(root, { 'orders/orders/v1/more.proto': 'syntax = "proto3";\npackage orders.v1;\nmessage More {}\n' })
    expect(job.run('orders', ['push'])).toMatchObject({ status: 0 })
    writeFiles(root, { 'secrets/secrets/v1/more.proto': 'syntax = "proto3";\npackage secrets.v1;\nmessage More {}\n' })
    expect(job.run('secrets', ['push']).status).not.toBe(0)
  })

  test('S63: another repository, branch or audience, and a token of nobody, get nothing', async () => {
    const wrong = [
      jobToken({ repository: 'acme/other' }),
      jobToken({ repository: undefined }),
      jobToken({ ref: 'refs/pull/1/merge' }),
      jobToken({ ref: 'refs/heads/a/b' }),
      jobToken({ aud: 'http://other.example.com' }),
      `${jobToken().slice(0, -8)}AAAAAAAA`,
      'x.y.z',
    ]
    for (const idToken of wrong) {
      const { status, body, text } = await exchange(idToken)
      expect([status, body.access_token]).toEqual([
        expect.toSatisfy((code: number) => code === 400 || code === 401),
        undefined,
      ])
      expect(text).not.toContain('acme')
    }
  })

  test('S63: with the rule goes what came of it, at once', async () => {
    const { body } = await exchange(jobToken())
    const job = createBuf(String(body.access_token))
    expect(job.run('orders', ['registry', 'whoami', host]).status).toBe(0)
    await call(`${RULES}/DeleteTrustRule`, { id: ruleId })
    expect(job.run('orders', ['registry', 'whoami', host]).status).not.toBe(0)
    expect((await exchange(jobToken())).body).not.toHaveProperty('access_token')
  })
})
