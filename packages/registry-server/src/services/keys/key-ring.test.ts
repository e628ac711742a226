import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { type AccessTokenClaims, signAccessToken } from '../../auth/keys/access-token.ts'
import { KEY_PUBLISHED_BEFORE_MS, KEY_SIGNING_MS } from '../../auth/keys/key-rotation.ts'
import { ACCESS_TOKEN_MS } from '../../limits.ts'
import { openSqliteStore } from '../../storage/sqlite/sqlite-store.ts'
import type { Store } from '../../storage/store.ts'
import { createKeyRing, type KeyRing } from './key-ring.ts'

const ORIGIN = 'https://schemas.example.com'
const MASTER_KEY = randomBytes(32)
let store: Store
let nowMs: number
beforeEach(() => {
  nowMs = Date.UTC(2026, 0, 1)
  store = openSqliteStore({ path: ':memory:', nowMs })
  return () => store.close()
})

const ring = (masterKey = MASTER_KEY) => createKeyRing({ store, now: () => nowMs, masterKey, publicOrigin: ORIGIN })

async function sign(by: KeyRing): Promise<string> {
  const s = Math.floor(nowMs / 1000)
  const claims: AccessTokenClaims = {
    iss: ORIGIN,
    aud: ORIGIN,
    sub: 'a'.repeat(32),
    sid: 'b'.repeat(32),
    jti: 'c'.repeat(32),
    client_id: 'cli',
    scope: 'read',
    gen: 1,
    iat: s,
    nbf: s,
    exp: s + ACCESS_TOKEN_MS / 1000,
  }
  return signAccessToken(claims, await by.signingKey())
}

test('two nodes that start at once sign with keys that both verify, and publish the same ones', async () => {
  const [one, other] = [ring(), ring()]
  const [byOne, byOther] = await Promise.all([sign(one), sign(other)])
  expect(await other.verify(byOne)).toHaveProperty('claims')
  expect(await one.verify(byOther)).toHaveProperty('claims')
  expect(await store.listSigningKeys()).toHaveLength(1)
  expect(await one.publishedKeys()).toEqual(await other.publishedKeys())
})

test('keys change while tokens are in use: each token verifies for its whole life, on a node that has slept', async () => {
  const [busy, sleepy] = [ring(), ring()]
  await sleepy.publishedKeys()
  const first = await busy.signingKey()
  nowMs += KEY_SIGNING_MS - KEY_PUBLISHED_BEFORE_MS
  await busy.publishedKeys()
  expect((await busy.publishedKeys()).length).toBe(2)
  nowMs += KEY_PUBLISHED_BEFORE_MS - 1
  const last = await sign(busy)
  nowMs += 1
  const next = await sign(busy)
  expect((await busy.signingKey()).kid).not.toBe(first.kid)
  for (const jwt of [last, next]) expect(await sleepy.verify(jwt)).toHaveProperty('claims')
  nowMs += 3 * ACCESS_TOKEN_MS
  expect((await busy.publishedKeys()).map(({ kid }) => kid)).not.toContain(first.kid)
  expect(await store.listSigningKeys()).toHaveLength(1)
})

test('a key of another node is fetched for its first token, and the store is not read for each forged one', async () => {
  const [one, other] = [ring(), ring()]
  await one.publishedKeys()
  const forged = await sign(
    createKeyRing({
      store: openSqliteStore({ path: ':memory:', nowMs }),
      now: () => nowMs,
      masterKey: MASTER_KEY,
      publicOrigin: ORIGIN,
    }),
  )
  let reads = 0
  const listSigningKeys = () => {
    reads++
    return store.listSigningKeys()
  }
  const counting = { ...store, listSigningKeys }
  const watched = createKeyRing({ store: counting, now: () => nowMs, masterKey: MASTER_KEY, publicOrigin: ORIGIN })
  await watched.publishedKeys()
  for (let n = 0; n < 50; n++) expect(await watched.verify(forged)).toEqual({ problem: 'unknown-key' })
  nowMs += 10_000
  for (let n = 0; n < 50; n++) expect(await watched.verify(forged)).toEqual({ problem: 'unknown-key' })
  expect(reads).toBeLessThanOrEqual(2)
  expect(await other.verify(await sign(one))).toHaveProperty('claims')
})

test('another master key verifies what was signed, signs nothing, and says what to do', async () => {
  const jwt = await sign(ring())
  const wrong = ring(randomBytes(32))
  expect(await wrong.verify(jwt)).toHaveProperty('claims')
  await expect(wrong.signingKey()).rejects.toMatchObject({
    code: 'failed_precondition',
    message: expect.stringContaining('WIREPROOF_SECRET_KEY_FILE'),
  })
})

test('the clock may be set back past the first key', async () => {
  await ring().signingKey()
  nowMs -= KEY_SIGNING_MS
  const jwt = await sign(ring())
  expect(await ring().verify(jwt)).toHaveProperty('claims')
})
