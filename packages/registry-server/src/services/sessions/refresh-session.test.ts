import { beforeEach, expect, test } from 'vitest'
import { startTokenSession } from '../../../testing/start-token-session.ts'
import { createTestContext, type TestContext } from '../../../testing/test-context.ts'
import { ACCESS_TOKEN_MS, REFRESH_GRACE_MS } from '../../limits.ts'
import { authenticate } from '../authenticate.ts'
import { createKeyRing } from '../keys/key-ring.ts'
import { refreshSession } from './refresh-session.ts'

let context: TestContext
let laterMs: number
beforeEach(async () => {
  laterMs = 0
  const base = await createTestContext()
  const now = () => base.now() + laterMs
  const keyRing = createKeyRing({
    store: base.store,
    now,
    masterKey: Buffer.alloc(32, 2),
    publicOrigin: base.publicOrigin,
  })
  context = { ...base, now, keyRing }
  return () => base.store.close()
})

const who = (accessToken: string) => authenticate(context, `Bearer ${accessToken}`, '')
const INVALID = { code: 'unauthenticated' }

test('S55: each refresh gives the next tokens, and the access tokens of a session work until they expire', async () => {
  const { tokens: first } = await startTokenSession(context)
  expect(first).toMatchObject({ tokenType: 'Bearer', refreshToken: expect.stringMatching(/^wpr_/) })
  const { tokens: second } = await refreshSession(context, first.refreshToken, [])
  expect(second.refreshToken).not.toBe(first.refreshToken)
  for (const { accessToken } of [first, second]) {
    expect(await who(accessToken)).toMatchObject({ userName: 'admin', scope: 'admin' })
  }
  laterMs = ACCESS_TOKEN_MS + 10_000
  await expect(who(second.accessToken)).rejects.toMatchObject(INVALID)
})

test('S55: an old refresh token ends the session, with everything that was handed out, and the log tells of it', async () => {
  const { session, tokens: first } = await startTokenSession(context)
  const { tokens: second } = await refreshSession(context, first.refreshToken, [])
  await who(second.accessToken)
  laterMs = REFRESH_GRACE_MS + 1
  await expect(refreshSession(context, first.refreshToken, [])).rejects.toMatchObject(INVALID)
  await expect(refreshSession(context, second.refreshToken, [])).rejects.toMatchObject(INVALID)
  for (const { accessToken } of [first, second]) await expect(who(accessToken)).rejects.toMatchObject(INVALID)
  expect(await context.sessions.findSession(session.id)).toMatchObject({
    revocation: { reason: 'refresh-token-reused' },
  })
  const events = await context.store.listAuditEvents(
    {
      action: 'session.refresh-token-reused',
      actorId: undefined,
      targetId: undefined,
      fromMs: undefined,
      toMs: undefined,
    },
    { size: 10, descending: true, after: undefined },
  )
  expect(events.items).toHaveLength(1)
  const text = JSON.stringify(events.items)
  for (const { refreshToken } of [first, second]) expect(text).not.toContain(refreshToken)
})

test('S57: two honest refreshes at once get the same refresh token, and both go on', async () => {
  const { tokens: first } = await startTokenSession(context)
  const all = await Promise.all(Array.from({ length: 5 }, () => refreshSession(context, first.refreshToken, [])))
  expect(new Set(all.map(({ tokens }) => tokens.refreshToken)).size).toBe(1)
  for (const { tokens } of all) expect(await who(tokens.accessToken)).toMatchObject({ userName: 'admin' })
  const next = await refreshSession(context, all[0]?.tokens.refreshToken ?? '', [])
  expect(await who(next.tokens.accessToken)).toMatchObject({ userName: 'admin' })
})

test('S57: once the next token was used, the one before it is no longer taken, however soon', async () => {
  const { tokens: first } = await startTokenSession(context)
  const { tokens: second } = await refreshSession(context, first.refreshToken, [])
  await refreshSession(context, second.refreshToken, [])
  await expect(refreshSession(context, first.refreshToken, [])).rejects.toMatchObject(INVALID)
})

test('S57: an answer that was lost is given again hours later, as nothing of it was ever shown', async () => {
  const { tokens: first } = await startTokenSession(context)
  const lost = await refreshSession(context, first.refreshToken, [])
  laterMs = 3_600_000
  const again = await refreshSession(context, first.refreshToken, [])
  expect(again.tokens.refreshToken).toBe(lost.tokens.refreshToken)
})

test('S56: a refresh never carries a session past its absolute end', async () => {
  const { session, tokens } = await startTokenSession(context)
  let { refreshToken } = tokens
  const dayMs = 24 * 3_600_000
  const days = Math.floor(context.lifetimes.token.absoluteMs / dayMs)
  for (let day = 1; day < days; day++) {
    laterMs = day * dayMs
    const refreshed = await refreshSession(context, refreshToken, [])
    expect(refreshed.session.absoluteExpiresAtMs).toBe(session.absoluteExpiresAtMs)
    expect(refreshed.tokens.refreshTokenExpiresAtMs).toBeLessThanOrEqual(session.absoluteExpiresAtMs)
    expect(refreshed.tokens.accessTokenExpiresAtMs).toBeLessThanOrEqual(session.absoluteExpiresAtMs)
    refreshToken = refreshed.tokens.refreshToken
  }
  laterMs = days * dayMs
  await expect(refreshSession(context, refreshToken, [])).rejects.toMatchObject(INVALID)
})

test('fewer scopes hold for the access token alone, and more are refused', async () => {
  const { tokens } = await startTokenSession(context, { scopes: [{ permission: 'push', resource: 'acme' }] })
  const narrow = [{ permission: 'read', resource: 'acme/weather' }] as const
  const refreshed = await refreshSession(context, tokens.refreshToken, narrow)
  expect(await who(refreshed.tokens.accessToken)).toMatchObject({ scope: 'read', scopes: narrow })
  const { refreshToken } = refreshed.tokens
  const wide = [{ permission: 'admin', resource: 'acme' }] as const
  await expect(refreshSession(context, refreshToken, wide)).rejects.toMatchObject({ code: 'permission_denied' })
  expect(await who((await refreshSession(context, refreshToken, [])).tokens.accessToken)).toMatchObject({
    scope: 'push',
  })
})

test('what is no refresh token is refused in the same words', async () => {
  const { tokens } = await startTokenSession(context)
  const messages = new Set<string>()
  for (const text of ['', 'wpr_x', tokens.accessToken, `${tokens.refreshToken}x`, '\u0000', 'x'.repeat(10_000)]) {
    const error: unknown = await refreshSession(context, text, []).catch((caught: unknown) => caught)
    expect(error).toMatchObject(INVALID)
    messages.add(error instanceof Error ? error.message : '')
  }
  expect(messages.size).toBe(1)
})
