import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { routePaths } from '../../testing/route-paths.ts'
import { createTestContext, makeModule, type TestContext } from '../../testing/test-context.ts'
import { createApp } from '../app.ts'
import { parseConfig } from '../config.ts'
import type { ServiceContext } from '../services/service-context.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const
const RPC = /^\/[\w.]+\.\w+\/\w+$/

/** The directives of a policy, by name. */
function directivesOf(policy: string | null): Map<string, string> {
  const parts = (policy ?? '').split(';').map((part) => part.trim())
  return new Map(parts.map((part) => [part.split(' ')[0] ?? '', part.slice(part.indexOf(' ') + 1)]))
}

describe('headers of answers', () => {
  let context: TestContext
  const proxy = parseConfig([], { WIREPROOF_TRUSTED_PROXY: '127.0.0.1' })
  const makeApp = (overrides: Partial<ServiceContext> = {}, publicOrigin = 'https://registry.example') =>
    createApp({
      context: { ...context, ...overrides },
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: 'config' in proxy ? proxy.config.trustedProxies : undefined,
      publicOrigin,
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
  const overTls = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' }

  beforeEach(async () => {
    context = await createTestContext()
    await makeModule(context, 'acme', 'open', 'public')
  })

  const assertProtected = (answer: Response, what: string) => {
    const headers = answer.headers
    const seen = {
      hsts: /^max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1],
      nosniff: headers.get('x-content-type-options'),
      referrer: headers.get('referrer-policy'),
      kept: headers.get('cache-control'),
    }
    expect(Number(seen.hsts), what).toBeGreaterThanOrEqual(365 * 24 * 3600)
    expect(seen.nosniff, what).toBe('nosniff')
    expect(['no-referrer', 'same-origin'], what).toContain(seen.referrer)
    expect(seen.kept, what).not.toBeNull()
    const policy = directivesOf(headers.get('content-security-policy'))
    expect(policy.get('object-src') ?? policy.get('default-src'), what).toBe("'none'")
    expect(policy.get('base-uri'), what).toBe("'none'")
    expect(policy.get('frame-ancestors'), what).toBe("'none'")
    expect([...policy.values()].join(' '), what).not.toMatch(/unsafe|\*/)
  }

  test('S44: every route protects its answers, whatever the method; errors and what is not there as well', async () => {
    const app = makeApp()
    const paths = [
      ...routePaths(app),
      '/nothing/here',
      '/no.such.Service/Method',
      '/%ff',
      '/descriptor-sets/acme/open/main',
    ]
    expect(paths.length).toBeGreaterThan(80)
    for (const path of paths) {
      for (const method of METHODS) {
        assertProtected(await app.request(path, { method, headers: overTls }), `${method} ${path}`)
      }
    }
  })

  test('S44: errors of each kind are protected: refused, wrong type, too large, failed', async () => {
    const broken = { ...context.store, findModuleByName: () => Promise.reject(new Error('a bug')) }
    const app = makeApp({ store: broken })
    const path = '/buf.registry.module.v1.ModuleService/GetModules'
    const json = { 'content-type': 'application/json', ...overTls }
    const body = JSON.stringify({ moduleRefs: [{ name: { owner: 'acme', module: 'open' } }] })
    const answers = [
      await app.request(path, { method: 'POST', headers: { ...json, authorization: 'Bearer nonsense' }, body }),
      await app.request(path, { method: 'POST', headers: { ...json, 'content-type': 'text/plain' }, body }),
      await app.request(path, { method: 'POST', headers: { ...json, 'content-length': '99999999' }, body }),
      await app.request(path, { method: 'POST', headers: json, body }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 415, 429, 500])
    for (const answer of answers) assertProtected(answer, String(answer.status))
  })

  test('S44: over plain HTTP nothing is said of TLS, which browsers must ignore there', async () => {
    const app = makeApp()
    expect((await app.request('/healthz')).headers.get('strict-transport-security')).toBeNull()
    const claimed = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https, http' }
    expect((await app.request('/healthz', { headers: claimed })).headers.get('strict-transport-security')).toBeNull()
  })

  test.each(['localhost', 'registry.localhost', '127.0.0.1', '[::1]'])(
    'a try-out on %s does not take the browser from what else runs on this machine',
    async (host) => {
      const app = makeApp({}, `https://${host}:8080`)
      const answer = await app.request('/healthz', { headers: overTls })
      expect(answer.headers.get('strict-transport-security')).toBeNull()
    },
  )

  test('S43: no route tells a browser that another site may read it, whatever the site asks', async () => {
    const app = makeApp()
    const asking = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://registry.example.evil.example' },
      {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    ]
    for (const path of [...routePaths(app), '/nothing/here']) {
      for (const headers of asking) {
        for (const method of ['GET', 'POST', 'OPTIONS']) {
          const answer = await app.request(path, { method, headers: { ...overTls, ...headers } })
          const allowed = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))
          expect(allowed, `${method} ${path}`).toEqual([])
        }
      }
    }
  })

  test.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain;application/json',
    '',
  ])('S40: no method takes a body of the type "%s", which any page can send', async (type) => {
    const app = makeApp()
    const methods = routePaths(app).filter((path) => RPC.test(path))
    expect(methods.length).toBeGreaterThan(70)
    for (const path of methods) {
      const headers = type === '' ? {} : { 'content-type': type }
      const answer = await app.request(path, { method: 'POST', headers, body: new TextEncoder().encode('{}') })
      expect([path, answer.status]).toEqual([path, 415])
    }
  })
})
