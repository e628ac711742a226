import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../src/storage/store.ts'

const [ALICE, BOB] = ['a'.repeat(32), 'b'.repeat(32)]
const KEY = { issuer: 'https://id.example.com', subject: '4711' }

/** What every store must do for accounts at external providers; `open` gives an empty one. */
export function externalIdentityStoreContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
    await store.ensureUser({ id: ALICE, name: 'alice', userType: 'standard', registryRole: 'none' }, 1)
    await store.ensureUser({ id: BOB, name: 'bob', userType: 'standard', registryRole: 'none' }, 1)
    return () => store.close()
  })

  test('an identity belongs to one account, by issuer and subject together', async () => {
    await store.linkExternalIdentity({ ...KEY, userId: ALICE, name: 'alice@example.com' }, 5)
    const linked = { ...KEY, userId: ALICE, name: 'alice@example.com', createdAtMs: 5 }
    expect(await store.findExternalIdentity(KEY)).toEqual(linked)
    expect(await store.findExternalIdentity({ ...KEY, issuer: 'https://other.example.com' })).toBeUndefined()
    expect(await store.findExternalIdentity({ ...KEY, subject: '47' })).toBeUndefined()
    for (const userId of [ALICE, BOB]) {
      await expect(store.linkExternalIdentity({ ...KEY, userId, name: '' }, 6)).rejects.toMatchObject({
        code: 'already_exists',
      })
    }
    await store.linkExternalIdentity({ ...KEY, subject: '4712', userId: ALICE, name: 'second' }, 7)
    expect((await store.listExternalIdentities(ALICE)).map(({ name }) => name)).toEqual(['alice@example.com', 'second'])
    expect(await store.listExternalIdentities(BOB)).toEqual([])
  })

  test('S26: with an account go its identities, and the rules by which jobs act for it', async () => {
    await store.linkExternalIdentity({ ...KEY, userId: ALICE, name: '' }, 5)
    const rule = {
      id: 'c'.repeat(32),
      userId: ALICE,
      issuer: KEY.issuer,
      audience: '',
      claims: {},
      scopes: [],
      note: '',
    }
    await store.createTrustRule({ ...rule, createdByUserId: BOB }, 9, 5)
    await store.deleteAccount(ALICE, 6)
    expect(await store.findExternalIdentity(KEY)).toBeUndefined()
    expect(await store.listTrustRulesOf(KEY.issuer)).toEqual([])
  })

  test('only its own account gives an identity up', async () => {
    await store.linkExternalIdentity({ ...KEY, userId: ALICE, name: '' }, 5)
    expect(await store.unlinkExternalIdentity(KEY, BOB)).toBe(false)
    expect(await store.unlinkExternalIdentity(KEY, ALICE)).toBe(true)
    expect(await store.unlinkExternalIdentity(KEY, ALICE)).toBe(false)
    expect(await store.findExternalIdentity(KEY)).toBeUndefined()
  })
}
