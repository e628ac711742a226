import { beforeEach, expect, test } from 'vitest'
import type { Store } from '../src/storage/store.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const ADA = { id: id(1), name: 'ada', userType: 'standard', registryRole: 'writer' } as const

/** What every store has to do with accounts; `open` gives an empty one. */
export function accountStoreContract(open: () => Promise<Store>): void {
  let store: Store

  beforeEach(async () => {
    store = await open()
    await store.ensureUser(ADA, 5)
    return () => store.close()
  })

  test('an account is found by id and by name; an organization is none', async () => {
    await store.createOrganizations([{ id: id(2), name: 'acme', description: '', url: '' }], 6)
    const found = await store.findAccount(ADA.id)
    expect(found).toEqual({
      account: { ...ADA, state: 'active', hasPassword: false, createdAtMs: 5 },
      memberships: [],
    })
    expect(await store.findAccountByName('ada')).toEqual(found)
    expect(await store.findAccount(id(2))).toBeUndefined()
    expect(await store.findAccountByName('acme')).toBeUndefined()
    expect(await store.findAccount(id(3))).toBeUndefined()
  })

  test('a password is kept as its hash, and the last one counts', async () => {
    expect(await store.findPassword(ADA.id)).toBeUndefined()
    await store.setPassword(ADA.id, '$argon2id$first', 6)
    await store.setPassword(ADA.id, '$argon2id$second', 7)
    expect(await store.findPassword(ADA.id)).toBe('$argon2id$second')
    expect((await store.findAccount(ADA.id))?.account.hasPassword).toBe(true)
  })

  test('a token has scopes, everywhere unless it says otherwise, and knows when it was last used', async () => {
    const token = { userId: ADA.id, scope: 'push', origin: 'issued', note: '', expiresAtMs: undefined } as const
    const scopes = [{ permission: 'push', resource: 'acme' }] as const
    await store.insertToken({ ...token, id: id(10), lookup: 'a', hash: 'a' }, 6)
    await store.insertToken({ ...token, id: id(11), lookup: 'b', hash: 'b', scopes }, 7)
    await store.touchToken(id(11), 9)
    expect((await store.findTokenByLookup('a'))?.token).toMatchObject({
      scopes: [{ permission: 'push', resource: '' }],
      lastUsedAtMs: undefined,
    })
    expect((await store.findTokenByLookup('b'))?.token).toMatchObject({ scopes, lastUsedAtMs: 9 })
  })
}
