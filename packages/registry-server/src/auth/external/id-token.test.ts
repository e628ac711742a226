import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claimedIssuer, verifyIdToken } from './id-token.ts'
import { createIssuerKeys } from './issuer-keys.ts'

/** A provider of identities on this machine, whose every answer a test can change. */
let server: Server
let issuer = ''
let pair: Awaited<ReturnType<typeof generateKeyPair>>
let answers: Record<string, { status?: number; body: unknown }> = {}
let asked: string[] = []

const NOW_S = Math.floor(Date.now() / 1000)
const AUDIENCE = 'https://schemas.example.com'

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = answers[request.url ?? '']
    const body = answer === undefined || typeof answer.body === 'string' ? answer?.body : JSON.stringify(answer.body)
    response.writeHead(answer?.status ?? (answer === undefined ? 404 : 200), { location: '/elsewhere' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  pair = await generateKeyPair('RS256', { extractable: true })
})
afterAll(() => server.close())
beforeEach(async () => {
  asked = []
  answers = {
    '/.well-known/openid-configuration': { body: { issuer, jwks_uri: `${issuer}/keys` } },
    '/keys': { body: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] } },
  }
})

function sign(claims: Record<string, unknown> = {}, header: Partial<JWTHeaderParameters> = {}, by = pair.privateKey) {
  const all = { iss: issuer, aud: AUDIENCE, sub: 'job', iat: NOW_S, exp: NOW_S + 300, repository: 'a/b', ...claims }
  const entries = Object.entries(all).filter(([, value]) => value !== undefined)
  return new SignJWT(Object.fromEntries(entries))
    .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...header })
    .sign(by)
}

async function verify(idToken: string) {
  const keys = await createIssuerKeys().keysOf(issuer, 0)
  const result = await verifyIdToken(idToken, keys, { issuer, audiences: [AUDIENCE], nowMs: NOW_S * 1000 })
  return 'problem' in result ? result.problem : result.claims
}

test('S63: a token of the issuer for us is taken, with its claims', async () => {
  const idToken = await sign()
  expect(claimedIssuer(idToken)).toBe(issuer)
  expect(await verify(idToken)).toMatchObject({ repository: 'a/b', sub: 'job' })
  expect(await verify(await sign({}, { typ: undefined } as unknown as JWTHeaderParameters))).toMatchObject({
    sub: 'job',
  })
})

test.each([
  ['for another audience', { aud: 'https://other.example' }, 'audience'],
  ['for us and another', { aud: [AUDIENCE, 'https://other.example'] }, 'audience'],
  ['for nobody', { aud: undefined }, 'audience'],
  ['of another issuer', { iss: 'https://evil.example' }, 'issuer'],
  ['that has ended', { exp: NOW_S - 60 }, 'time'],
  ['without an end', { exp: undefined }, 'claims'],
  ['older than an hour', { iat: NOW_S - 3_700 }, 'time'],
  ['from the future', { iat: NOW_S + 60, exp: NOW_S + 600 }, 'time'],
  ['not yet valid', { nbf: NOW_S + 60 }, 'time'],
  ['without a time', { iat: undefined }, 'time'],
  ['of nobody', { sub: undefined }, 'claims'],
])('S63: a token %s is refused', async (_, claims, problem) => {
  expect(await verify(await sign(claims))).toBe(problem)
})

test('S63: another key, an unknown key, a shared secret and another type are refused', async () => {
  const stranger = await generateKeyPair('RS256')
  expect(await verify(await sign({}, {}, stranger.privateKey))).toBe('signature')
  expect(await verify(await sign({}, { kid: 'k2' }))).toBe('signature')
  expect(await verify(await sign({}, { typ: 'at+jwt' }))).toBe('type')
  const secret = await new SignJWT({ iss: issuer, aud: AUDIENCE, sub: 'x' })
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setIssuedAt(NOW_S)
    .setExpirationTime(NOW_S + 60)
    .sign(Buffer.from('k1'.repeat(16)))
  expect(await verify(secret)).toBe('signature')
  const [, claims] = (await sign()).split('.')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`
  expect(await verify(none)).toBe('signature')
})

test.each(['', 'x', 'a.b.c', '..', `${'x'.repeat(20_000)}.y.z`])('S05: %.20j is no token', async (idToken) => {
  expect(claimedIssuer(idToken)).toBeUndefined()
  expect(await verify(idToken)).toBe('malformed')
})

test.each<[string, string, { status?: number; body: unknown }]>([
  ['says that it is another one', '/.well-known/openid-configuration', { body: { issuer: 'https://evil.example' } }],
  [
    'names keys without TLS',
    '/.well-known/openid-configuration',
    { body: { issuer: 'ISSUER', jwks_uri: 'http://evil.example' } },
  ],
  ['names no keys', '/.well-known/openid-configuration', { body: { issuer: 'ISSUER' } }],
  ['answers with a list', '/.well-known/openid-configuration', { body: '[]' }],
  ['answers with no JSON', '/.well-known/openid-configuration', { body: 'hello' }],
  ['fails', '/.well-known/openid-configuration', { status: 500, body: '' }],
  ['redirects', '/.well-known/openid-configuration', { status: 302, body: '' }],
  ['answers without end', '/.well-known/openid-configuration', { body: 'x'.repeat(300_000) }],
  ['redirects for keys', '/keys', { status: 302, body: '' }],
  ['has keys without end', '/keys', { body: 'x'.repeat(300_000) }],
  ['has no keys', '/keys', { body: {} }],
])('S69: an issuer that %s is out of order, and nobody is let through', async (_, path, answer) => {
  answers[path] = JSON.parse(JSON.stringify(answer).replace('ISSUER', issuer))
  await expect(sign().then(verify)).rejects.toMatchObject({ code: 'unavailable' })
  expect(asked).not.toContain('/elsewhere')
})

test('an issuer is asked once an hour, and not at all for a while when it is out of order', async () => {
  const keys = createIssuerKeys()
  await Promise.all([keys.keysOf(issuer, 0), keys.keysOf(issuer, 1), keys.keysOf(issuer, 3_599_999)])
  expect(asked).toEqual(['/.well-known/openid-configuration'])
  await keys.keysOf(issuer, 3_600_000)
  expect(asked).toHaveLength(2)

  answers = {}
  const failing = createIssuerKeys()
  await expect(failing.keysOf(issuer, 0)).rejects.toThrow()
  await expect(failing.keysOf(issuer, 9_999)).rejects.toThrow()
  expect(asked).toHaveLength(3)
  await expect(failing.keysOf(issuer, 10_000)).rejects.toThrow()
  expect(asked).toHaveLength(4)
})
