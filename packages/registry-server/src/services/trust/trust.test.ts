import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext } from '../../../testing/test-context.ts'
import type { AuditAction } from '../../audit/audit-actions.ts'
import { createIssuerKeys } from '../../auth/external/issuer-keys.ts'
import { EXCHANGED_TOKEN_MS } from '../../limits.ts'
import { authenticateSessionSecret } from '../credentials/authenticate-session.ts'
import { authenticateToken } from '../credentials/authenticate-token.ts'
import { createSession } from '../sessions/create-session.ts'
import { exchangeExternalToken } from './exchange-external-token.ts'
import { createTrustRule, deleteTrustRule, listTrustRules, type TrustRuleToCreate } from './trust-rules.ts'

const ISSUER = 'https://token.ci.example.com'
const PAGE = { pageSize: 0, pageToken: '', descending: true }
const FILES = { 'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage A {}\n' }

let pair: Awaited<ReturnType<typeof generateKeyPair>>
let context: TestContext
let rule: TrustRuleToCreate
let asked: string[] = []

beforeAll(async () => {
  pair = await generateKeyPair('ES256', { extractable: true })
})

beforeEach(async () => {
  asked = []
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }
  const issuerKeys = createIssuerKeys(async (url) => {
    asked.push(url)
    const isConfiguration = url === `${ISSUER}/.well-known/openid-configuration`
    if (!isConfiguration && url !== `${ISSUER}/jwks`) return new Response(null, { status: 404 })
    return Response.json(isConfiguration ? { issuer: ISSUER, jwks_uri: `${ISSUER}/jwks` } : { keys: [jwk] })
  })
  context = await createTestContext({ issuerKeys })
  await context.store.ensureUser({ id: 'f'.repeat(32), name: 'ci', userType: 'machine', registryRole: 'writer' }, 1)
  await makeModule(context, 'acme', 'orders')
  await makeModule(context, 'acme', 'secrets')
  rule = {
    userName: 'ci',
    issuer: ISSUER,
    audience: '',
    claims: { repository: 'acme/orders', ref: 'refs/heads/*' },
    scopes: [{ permission: 'push', resource: 'acme/orders' }],
    note: '',
  }
})

/** What a job of the right repository and branch is given, but for what is said here. */
function jobToken(claims: Record<string, unknown> = {}, by = pair.privateKey): Promise<string> {
  const nowS = Math.floor(context.now() / 1000)
  return new SignJWT({
    iss: ISSUER,
    aud: context.publicOrigin,
    sub: 'repo:acme/orders',
    repository: 'acme/orders',
    ref: 'refs/heads/main',
    iat: nowS,
    exp: nowS + 300,
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .sign(by)
}

async function eventsOf(action: AuditAction) {
  const { items } = await context.store.listAuditEvents(
    { action, actorId: undefined, targetId: undefined, fromMs: undefined, toMs: undefined },
    { size: 50, descending: true, after: undefined },
  )
  return items
}

test('S63: a job of the right repository gets a short token for what the rule says, and no more', async () => {
  const { id } = await createTrustRule(context, context.admin, rule)
  const { token, secret } = await exchangeExternalToken(context, await jobToken())
  expect(token).toMatchObject({ userName: 'ci', scopes: rule.scopes, note: `${ISSUER}: repo:acme/orders` })
  expect((token.expiresAtMs ?? 0) - context.now()).toBeLessThanOrEqual(EXCHANGED_TOKEN_MS)
  const caller = await authenticateToken(context, secret)
  await pushModule(context, caller, { module: 'orders', files: FILES })
  await expect(pushModule(context, caller, { module: 'secrets', files: FILES })).rejects.toMatchObject({
    code: expect.stringMatching(/permission_denied|not_found/),
  })
  await expect(createTrustRule(context, caller, rule)).rejects.toMatchObject({ code: 'permission_denied' })

  await deleteTrustRule(context, context.admin, id)
  await expect(authenticateToken(context, secret)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(exchangeExternalToken(context, await jobToken())).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('S63: a session that a job signed in to ends with the rule, and in any case with the token', async () => {
  const { id } = await createTrustRule(context, context.admin, rule)
  const { session, secret } = await createSession(context, {
    proof: { kind: 'external-token', idToken: await jobToken() },
    strategy: 'server-side',
    scopes: [],
    absoluteTimeoutMs: undefined,
    isRemembered: false,
    binding: undefined,
    previousSessionId: undefined,
    cookieHeader: undefined,
  })
  expect(session.scopes).toEqual(rule.scopes)
  expect(session.absoluteTimeoutMs).toBeLessThanOrEqual(EXCHANGED_TOKEN_MS)
  const ask = () => authenticateSessionSecret(context, secret, 'server-side', '')
  expect((await ask()).principal).toMatchObject({ userName: 'ci', scopes: rule.scopes })
  await deleteTrustRule(context, context.admin, id)
  await expect(ask()).rejects.toMatchObject({ code: 'unauthenticated' })
})

describe('S63: no token for', () => {
  test.each<[string, Record<string, unknown>]>([
    ['another repository', { repository: 'acme/other' }],
    ['no repository', { repository: undefined }],
    ['another kind of ref', { ref: 'refs/pull/7/merge' }],
    ['a branch within a folder', { ref: 'refs/heads/feature/x' }],
    ['another audience', { aud: 'https://other.example.com' }],
    ['a job that has ended', { exp: 1 }],
    ['another issuer', { iss: 'https://evil.example.com' }],
  ])('%s', async (_, claims) => {
    await createTrustRule(context, context.admin, rule)
    await expect(exchangeExternalToken(context, await jobToken(claims))).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.not.stringContaining('acme'),
    })
    expect(await eventsOf('login.failed')).toHaveLength(1)
    expect(asked.every((url) => url.startsWith(ISSUER))).toBe(true)
  })

  test('another key', async () => {
    await createTrustRule(context, context.admin, rule)
    const { privateKey } = await generateKeyPair('ES256')
    await expect(exchangeExternalToken(context, await jobToken({}, privateKey))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  test('an issuer that no rule names, which is not even asked', async () => {
    await expect(exchangeExternalToken(context, await jobToken())).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(asked).toEqual([])
  })
})

test('S63: the audience of one rule does not open another', async () => {
  await createTrustRule(context, context.admin, { ...rule, audience: 'https://one.example', claims: { env: 'one' } })
  await createTrustRule(context, context.admin, { ...rule, audience: 'https://two.example', claims: { env: 'two' } })
  const mixed = jobToken({ aud: 'https://one.example', env: 'two' })
  await expect(mixed.then((token) => exchangeExternalToken(context, token))).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  const right = await jobToken({ aud: 'https://two.example', env: 'two' })
  expect((await exchangeExternalToken(context, right)).token.userName).toBe('ci')
})

test.each<[string, Partial<TrustRuleToCreate>, string, string]>([
  ['names no claim', { claims: {} }, 'invalid_argument', 'at least one claim'],
  ['names only a branch', { claims: { ref: 'refs/heads/main' } }, 'invalid_argument', 'name the repository'],
  ['names what is checked anyway', { claims: { aud: 'x' } }, 'invalid_argument', 'checked for itself'],
  ['names an empty value', { claims: { repository: '' } }, 'invalid_argument', 'a name and a value'],
  ['gives nothing', { scopes: [] }, 'invalid_argument', 'at least one scope'],
  ['is for an issuer without TLS', { issuer: 'http://ci.example.com' }, 'invalid_argument', 'not https'],
  ['is for nobody', { userName: 'nobody' }, 'not_found', 'make it first'],
  ['has a long note', { note: 'x'.repeat(501) }, 'invalid_argument', 'a note'],
  ['has a long claim', { claims: { repository: 'x'.repeat(501) } }, 'invalid_argument', 'too long'],
  [
    'has many claims',
    { claims: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`c${n}`, 'x'])) },
    'invalid_argument',
    'at most 20',
  ],
])('S63: a rule that %s cannot be made', async (_, change, code, message) => {
  await expect(createTrustRule(context, context.admin, { ...rule, ...change })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  })
})

test('S63: only an administrator of the registry makes, sees and deletes rules, and each change is recorded', async () => {
  const { id } = await createTrustRule(context, context.admin, rule)
  for (const caller of [context.pusher, context.reader]) {
    await expect(createTrustRule(context, caller, rule)).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(listTrustRules(context, caller, PAGE)).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(deleteTrustRule(context, caller, id)).rejects.toMatchObject({ code: 'permission_denied' })
  }
  await expect(listTrustRules(context, undefined, PAGE)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect((await listTrustRules(context, context.admin, PAGE)).items).toMatchObject([{ id, userName: 'ci' }])
  await deleteTrustRule(context, context.admin, id)
  await expect(deleteTrustRule(context, context.admin, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await eventsOf('trust-rule.created')).toHaveLength(1)
  expect(await eventsOf('trust-rule.deleted')).toHaveLength(1)
})
