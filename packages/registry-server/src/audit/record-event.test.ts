import { expect, test } from 'vitest'
import { toNewEvent } from './record-event.ts'
import { withRequestOrigin } from './request-origin.ts'

test('where a request comes from is seen however deep', async () => {
  const origin = { requestId: 'r1', address: '192.0.2.7', userAgent: 'a client' }
  const event = await withRequestOrigin(origin, async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    return toNewEvent({ action: 'token.created', actor: { userId: 'u', userName: 'ann' } }, 5)
  })
  expect(event).toMatchObject({
    requestId: 'r1',
    address: '192.0.2.7',
    userAgent: 'a client',
    actorName: 'ann',
    atMs: 5,
  })
  expect(toNewEvent({ action: 'token.created', actor: undefined }, 5)).toMatchObject({ requestId: '', address: '' })
})

test('texts are one line, not too long, and what every database gives back', () => {
  const details = { b: 2, a: `x\n\u0000y\ud800${'z'.repeat(1000)}`, c: undefined }
  const event = toNewEvent({ action: 'module.changed', actor: undefined, details }, 0)
  const kept = JSON.parse(event.details)
  expect(Object.keys(kept)).toEqual(['a', 'b'])
  expect(kept.a).toMatch(/^x {2}y\ufffdz+$/)
  expect(kept.a).toHaveLength(256)
})

test.each([
  [{ kind: 'token', tokenId: 't1' } as const, 't1'],
  [{ kind: 'session', sessionId: 's1' } as const, 's1'],
  [{ kind: 'process' } as const, 'process'],
])('the credential %o is kept by its public id', (credential, id) => {
  const actor = { userId: 'u', userName: 'ann', credential }
  expect(toNewEvent({ action: 'module.changed', actor }, 0).credentialId).toBe(id)
})
