import { beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import type { Principal } from '../auth/principal.ts'
import { hashToken } from '../auth/token.ts'
import { FRESH_MS, MAX_TOKEN_DAYS, USUAL_TOKEN_DAYS } from '../limits.ts'
import { authenticate } from './authenticate.ts'
import { issueToken, listTokens, revokeToken, type TokenToIssue } from './tokens.ts'

const DAY_MS = 24 * 3_600_000
const PAGE = { pageSize: 50, pageToken: '', descending: true }
const OWN = { userName: '', everyone: false }
let context: TestContext
let ada: Principal
beforeEach(async () => {
  context = await createTestContext()
  const user = { id: context.newId(), name: 'ada', userType: 'standard', registryRole: 'none' } as const
  await context.store.ensureUser(user, context.now())
  ada = { ...context.admin, userId: user.id, userName: 'ada', registryRole: 'none' }
  return () => context.store.close()
})

const asked = (what: Partial<TokenToIssue> = {}): TokenToIssue => ({
  note: 'CI',
  userName: '',
  scopes: [],
  expiresAtMs: undefined,
  ...what,
})
const who = (secret: string) => authenticate(context, `Bearer ${secret}`, '')

test('S60: a token is shown once, has a prefix that scanners know, and is kept as a hash', async () => {
  const { token, secret } = await issueToken(context, ada, asked())
  expect(secret).toMatch(/^wp_[\w-]{43}$/)
  expect(JSON.stringify(await context.store.findTokenByLookup(hashToken(secret).lookup))).not.toContain(secret)
  expect(token).not.toHaveProperty('secret')
  const { items } = await listTokens(context, ada, OWN, PAGE)
  expect(JSON.stringify(items)).not.toContain(secret)
})

test('S60: each token expires, after 90 days or when it was asked for, and never later than in a year', async () => {
  const { token } = await issueToken(context, ada, asked())
  expect(token.expiresAtMs).toBeGreaterThan(context.now() + (USUAL_TOKEN_DAYS - 1) * DAY_MS)
  expect(token.expiresAtMs).toBeLessThan(context.now() + USUAL_TOKEN_DAYS * DAY_MS)
  for (const expiresAtMs of [context.now() - 1, context.now() + (MAX_TOKEN_DAYS + 1) * DAY_MS]) {
    const refused = { code: 'invalid_argument' }
    await expect(issueToken(context, ada, asked({ expiresAtMs }))).rejects.toMatchObject(refused)
  }
})

test('S60: the last use is shown', async () => {
  const { secret } = await issueToken(context, ada, asked())
  expect((await listTokens(context, ada, OWN, PAGE)).items[0]?.lastUsedAtMs).toBeUndefined()
  await who(secret)
  expect((await listTokens(context, ada, OWN, PAGE)).items[0]?.lastUsedAtMs).toBeDefined()
})

test('S60: a token holds no more than what made it', async () => {
  const narrow = [{ permission: 'push', resource: 'ada' }] as const
  const { secret } = await issueToken(context, ada, asked({ scopes: narrow }))
  expect(await who(secret)).toMatchObject({ userName: 'ada', scope: 'push', scopes: narrow })
  const denied = { code: 'permission_denied' }
  const limited = { ...ada, scopes: [{ permission: 'admin', resource: 'ada' }] as const }
  for (const scopes of [[{ permission: 'read', resource: '' }], [{ permission: 'admin', resource: 'acme' }]] as const) {
    await expect(issueToken(context, limited, asked({ scopes }))).rejects.toMatchObject(denied)
  }
  const pusher = { ...ada, scope: 'push', scopes: narrow } as const
  await expect(issueToken(context, pusher, asked({ scopes: narrow }))).rejects.toMatchObject(denied)
  await expect(issueToken(context, undefined, asked())).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('S60: tokens of robots are made by administrators, and nobody makes one for another person', async () => {
  const denied = { code: 'permission_denied' }
  for (const userName of ['ci', 'admin']) {
    await expect(issueToken(context, ada, asked({ userName }))).rejects.toMatchObject(denied)
  }
  await expect(issueToken(context, context.admin, asked({ userName: 'ada' }))).rejects.toMatchObject(denied)
  const scopes = [{ permission: 'push', resource: '' }] as const
  const { secret } = await issueToken(context, context.admin, asked({ userName: 'ci', scopes }))
  expect(await who(secret)).toMatchObject({ userName: 'ci', scope: 'push', registryRole: 'writer' })
  expect(await context.store.findAccountByName('ada')).toMatchObject({ account: { userType: 'standard' } })
})

test('everybody lists and revokes their own; those of others are for administrators', async () => {
  const own = await issueToken(context, ada, asked())
  const other = await issueToken(context, context.admin, asked({ userName: 'ci' }))
  const names = async (caller: Principal, filter = OWN) =>
    (await listTokens(context, caller, filter, PAGE)).items.map(({ userName }) => userName).sort()
  expect(await names(ada)).toEqual(['ada'])
  expect(await names(context.admin, { userName: 'ci', everyone: false })).toEqual(['ci'])
  expect(await names(context.admin, { userName: '', everyone: true })).toEqual(['ada', 'ci'])
  for (const filter of [
    { userName: 'ci', everyone: false },
    { userName: '', everyone: true },
  ]) {
    await expect(names(ada, filter)).rejects.toMatchObject({ code: 'permission_denied' })
  }
  await expect(revokeToken(context, ada, other.token.id)).rejects.toMatchObject({ code: 'not_found' })
  await revokeToken(context, ada, own.token.id)
  await expect(who(own.secret)).rejects.toMatchObject({ code: 'unauthenticated' })
  await revokeToken(context, context.admin, other.token.id)
  await expect(who(other.secret)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('S32: a person needs a recent login to make or revoke a token', async () => {
  const authenticatedAtMs = context.now() - FRESH_MS - 1
  const stale: Principal = {
    ...ada,
    credential: { kind: 'session', sessionId: 'f'.repeat(32), strategy: 'cookie', authenticatedAtMs },
  }
  await expect(issueToken(context, stale, asked())).rejects.toThrow(/^prove again who you are:/)
  const { token } = await issueToken(context, ada, asked())
  await expect(revokeToken(context, stale, token.id)).rejects.toThrow(/^prove again who you are:/)
})
