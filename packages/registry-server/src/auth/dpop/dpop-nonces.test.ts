import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createDpopNonces } from './dpop-nonces.ts'

const MINUTE_MS = 60_000
const NOW_MS = 1_800_000_000_000

test('S64: a nonce holds on every node with the same key, for a while', () => {
  const masterKey = randomBytes(32)
  const [here, there] = [createDpopNonces(masterKey), createDpopNonces(masterKey)]
  const nonce = here.current(NOW_MS)
  expect(there.isRecent(nonce, NOW_MS)).toBe(true)
  expect(there.isRecent(nonce, NOW_MS + 5 * MINUTE_MS - 1)).toBe(true)
  expect(there.isRecent(nonce, NOW_MS + 10 * MINUTE_MS)).toBe(false)
  expect(here.current(NOW_MS + 5 * MINUTE_MS)).not.toBe(nonce)
})

test('S64: nobody else can make one', () => {
  const nonces = createDpopNonces(randomBytes(32))
  const nonce = nonces.current(NOW_MS)
  expect(nonces.isRecent(createDpopNonces(randomBytes(32)).current(NOW_MS), NOW_MS)).toBe(false)
  for (const forged of ['', nonce.slice(1), `${nonce}A`, 'A'.repeat(nonce.length), '\0'.repeat(40)]) {
    expect(nonces.isRecent(forged, NOW_MS)).toBe(false)
  }
})
