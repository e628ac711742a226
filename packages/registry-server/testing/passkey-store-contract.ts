import { beforeEach, expect, test } from 'vitest'
import type { NewPasskey } from '../src/storage/passkey-store.ts'
import type { Store } from '../src/storage/store.ts'

const [ALICE, BOB] = ['a'.repeat(32), 'b'.repeat(32)]

const passkey = (credentialId: string, userId = ALICE): NewPasskey => ({
  credentialId,
  userId,
  publicKey: `key of ${credentialId}`,
  counter: 0,
  transports: ['internal', 'hybrid'],
  name: `device ${credentialId}`,
})
const challenge = (hash: string, expiresAtMs = 1_000) => ({ hash, expiresAtMs })

/** What every store must do for passkeys; `open` gives an empty one. */
export function passkeyStoreContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
    await store.ensureUser({ id: ALICE, name: 'alice', userType: 'standard', registryRole: 'none' }, 1)
    await store.ensureUser({ id: BOB, name: 'bob', userType: 'standard', registryRole: 'none' }, 1)
    return () => store.close()
  })

  test('passkeys come back as they were stored, by person', async () => {
    expect(await store.insertPasskey(passkey('k1'), challenge('c1'), 9, 5)).toBe(true)
    expect(await store.insertPasskey(passkey('k2'), challenge('c2'), 9, 6)).toBe(true)
    expect(await store.findPasskey('k1')).toEqual({ ...passkey('k1'), createdAtMs: 5, lastUsedAtMs: undefined })
    expect((await store.listPasskeys(ALICE)).map(({ credentialId }) => credentialId)).toEqual(['k1', 'k2'])
    expect(await store.listPasskeys(BOB)).toEqual([])
    expect(await store.findPasskey('k3')).toBeUndefined()
  })

  test('a passkey is one person’s, and nobody has more than may be', async () => {
    await store.insertPasskey(passkey('k1'), challenge('c1'), 1, 5)
    await expect(store.insertPasskey(passkey('k1', BOB), challenge('c2'), 9, 6)).rejects.toMatchObject({
      code: 'already_exists',
    })
    await expect(store.insertPasskey(passkey('k2'), challenge('c3'), 1, 6)).rejects.toMatchObject({
      code: 'resource_exhausted',
    })
    expect(await store.deletePasskey('k1', BOB)).toBe(false)
    expect(await store.deletePasskey('k1', ALICE)).toBe(true)
    expect(await store.deletePasskey('k1', ALICE)).toBe(false)
  })

  test('S51: a challenge is used once, whatever for, and forgotten when it would not be taken any more', async () => {
    expect(await store.insertPasskey(passkey('k1'), challenge('c1'), 9, 5)).toBe(true)
    expect(await store.insertPasskey(passkey('k2'), challenge('c1'), 9, 6)).toBe(false)
    expect(await store.usePasskey('k1', 7, challenge('c1'), 7)).toBe(false)
    expect(await store.findPasskey('k1')).toMatchObject({ counter: 0, lastUsedAtMs: undefined })
    expect(await store.usePasskey('k1', 7, challenge('c2'), 8)).toBe(true)
    expect(await store.findPasskey('k1')).toMatchObject({ counter: 7, lastUsedAtMs: 8 })
    const both = await Promise.all([1, 2].map(() => store.usePasskey('k1', 8, challenge('c3'), 9)))
    expect(both.filter((isUsed) => isUsed)).toHaveLength(1)
    expect(await store.usePasskey('k1', 9, challenge('c2', 5_000), 2_000)).toBe(true)
  })

  test('S51, S26: a passkey that is gone is of no use, and goes with its account', async () => {
    await store.insertPasskey(passkey('k1'), challenge('c1'), 9, 5)
    await store.deleteAccount(ALICE, 6)
    expect(await store.findPasskey('k1')).toBeUndefined()
    expect(await store.usePasskey('k1', 1, challenge('c2'), 7)).toBe(false)
  })
}
