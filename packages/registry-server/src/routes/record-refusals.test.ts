import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createTestContext } from '../../testing/test-context.ts'
import { LIMITS } from '../abuse/limits.ts'
import { createApp } from '../app.ts'
import { generateToken, hashToken } from '../auth/token.ts'

test('the audit log says who asked for what they may not do, and does not grow for ever', async () => {
  const context = await createTestContext()
  const secret = generateToken()
  const scopes = [{ permission: 'read', resource: '' }] as const
  const id = 'f'.repeat(32)
  const token = { id, userId: context.admin.userId, ...hashToken(secret), scope: 'read', scopes } as const
  await context.store.insertToken({ ...token, origin: 'issued', note: '', expiresAtMs: undefined }, 1)
  const app = createApp({
    context,
    log: pino({ level: 'silent' }),
    version: '1.2.3',
    trustedProxies: undefined,
    publicOrigin: 'http://localhost:8080',
    readiness: async () => ({ database: true, workers: true, accepting: true }),
  })
  const path = '/wireproof.session.v1.AuditService/ListAuditEvents'
  const call = (authorization: string) =>
    app.request(path, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: '{}' })
  const before = (await context.store.getAuditChain()).headSeq
  const answer = await call(`Bearer ${secret}`)
  expect(answer.status).toBe(403)
  // Nobody who is known.
  expect((await call('Bearer nonsense')).status).toBe(401)
  const [event] = await context.store.listAuditEventsAfter(before, 10)
  expect(event).toMatchObject({
    action: 'access.refused',
    outcome: 'refused',
    actorName: 'admin',
    credentialId: id,
    address: '127.0.0.1',
    requestId: answer.headers.get('x-request-id'),
    details: JSON.stringify({ method: 'POST', path }),
  })
  for (let i = 0; i < LIMITS.recordedRefusal.attempts + 10; i++)
    expect((await call(`Bearer ${secret}`)).status).toBe(403)
  expect((await context.store.getAuditChain()).headSeq - before).toBe(LIMITS.recordedRefusal.attempts)
})
