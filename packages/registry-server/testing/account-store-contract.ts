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

  const ADMIN = { id: id(20), name: 'root', userType: 'standard', registryRole: 'admin' } as const
  const first = { size: 10, after: undefined, descending: false } as const

  test('accounts are made under names that are free, and listed', async () => {
    const account = await store.createAccount(ADMIN, 6)
    expect(account).toEqual({ ...ADMIN, state: 'active', hasPassword: false, createdAtMs: 6 })
    await store.createOrganizations([{ id: id(2), name: 'acme', description: '', url: '' }], 6)
    for (const name of ['ada', 'acme']) {
      await expect(store.createAccount({ ...ADMIN, id: id(3), name }, 7)).rejects.toMatchObject({
        code: 'already_exists',
      })
    }
    expect((await store.listAccounts(first)).items.map(({ name }) => name)).toEqual(['ada', 'root'])
    const page = await store.listAccounts({ ...first, size: 1, descending: true })
    expect(page.items.map(({ name }) => name)).toEqual(['root'])
    const rest = await store.listAccounts({ size: 1, after: page.next, descending: true })
    expect(rest).toMatchObject({ items: [{ name: 'ada' }], next: undefined })
  })

  test('the last active administrator stays one', async () => {
    await store.createAccount(ADMIN, 6)
    await store.createAccount({ ...ADMIN, id: id(21), name: 'robot', userType: 'machine' }, 6)
    const refused = { code: 'failed_precondition' }
    await expect(store.changeAccount(ADMIN.id, { state: 'disabled' }, 7)).rejects.toMatchObject(refused)
    await expect(store.changeAccount(ADMIN.id, { registryRole: 'writer' }, 7)).rejects.toMatchObject(refused)
    await expect(store.deleteAccount(ADMIN.id, 7)).rejects.toMatchObject(refused)
    expect(await store.findFirstAdministrator()).toMatchObject({ id: ADMIN.id })
    expect(await store.changeAccount(ADA.id, { registryRole: 'admin' }, 7)).toMatchObject({ registryRole: 'admin' })
    expect(await store.changeAccount(ADMIN.id, { state: 'disabled' }, 8)).toMatchObject({ state: 'disabled' })
    expect(await store.findFirstAdministrator()).toMatchObject({ id: ADA.id })
    expect(await store.hasAdministratorWithPassword()).toBe(false)
    await store.setPassword(ADA.id, '$argon2id$', 9)
    expect(await store.hasAdministratorWithPassword()).toBe(true)
    await store.removePassword(ADA.id)
    expect(await store.hasAdministratorWithPassword()).toBe(false)
    await expect(store.changeAccount(id(99), { state: 'active' }, 9)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a deleted account can do nothing, and leaves its name to others', async () => {
    await store.createOrganizations([{ id: id(2), name: 'acme', description: '', url: '', firstMemberId: ADA.id }], 6)
    const token = { userId: ADA.id, scope: 'push', origin: 'issued', note: '', expiresAtMs: undefined } as const
    await store.insertToken({ ...token, id: id(10), lookup: 'a', hash: 'a' }, 6)
    await store.setPassword(ADA.id, '$argon2id$', 6)
    const link = { lookup: 'l', hash: 'h', userId: ADA.id, purpose: 'reset', createdByUserId: undefined } as const
    await store.insertAccountLink({ ...link, expiresAtMs: 100 }, 6)
    const module = { id: id(30), name: 'weather', visibility: 'public', description: '', url: '' } as const
    const owned = { ...module, ownerName: 'ada', newOwnerId: undefined, defaultLabelName: 'main' }
    await store.createModules([owned], 6)
    await expect(store.deleteAccount(ADA.id, 7)).rejects.toMatchObject({ code: 'failed_precondition' })
    await store.transferModule(module.id, id(2), 7)
    await store.deleteAccount(ADA.id, 8)
    expect(await store.findAccount(ADA.id)).toMatchObject({
      account: { state: 'deleted', registryRole: 'none', hasPassword: false },
      memberships: [],
    })
    expect((await store.findTokenByLookup('a'))?.token).toMatchObject({ revokedAtMs: 8 })
    expect(await store.findAccountLink('l')).toBeUndefined()
    expect(await store.findAccountByName('ada')).toBeUndefined()
    expect((await store.listAccounts(first)).items).toEqual([])
    expect((await store.listOwners({ kind: 'user' }, first)).items).toEqual([])
    await expect(store.deleteAccount(ADA.id, 9)).rejects.toMatchObject({ code: 'not_found' })
    const next = await store.createAccount({ ...ADA, id: id(4) }, 9)
    expect(next).toMatchObject({ id: id(4), name: 'ada' })
  })

  test('a link is good for one use, and there is one for each purpose', async () => {
    const link = { hash: 'h', userId: ADA.id, createdByUserId: ADA.id, expiresAtMs: 100 } as const
    await store.insertAccountLink({ ...link, purpose: 'invite', lookup: 'a' }, 6)
    await store.insertAccountLink({ ...link, purpose: 'invite', lookup: 'b' }, 7)
    await store.insertAccountLink({ ...link, purpose: 'reset', lookup: 'c' }, 7)
    expect(await store.findAccountLink('a')).toBeUndefined()
    expect(await store.useAccountLink('a', 8)).toBe(false)
    expect(await store.findAccountLink('b')).toEqual({
      hash: 'h',
      userId: ADA.id,
      purpose: 'invite',
      expiresAtMs: 100,
    })
    expect(await Promise.all([store.useAccountLink('b', 8), store.useAccountLink('b', 8)])).toEqual([true, false])
    expect(await store.findAccountLink('c')).toBeUndefined()
    for (const lookup of ['s', 't']) await store.insertAccountLink({ ...link, purpose: 'setup', lookup }, 8)
    expect(await store.useAccountLink('s', 8)).toBe(true)
    expect(await store.findAccountLink('t')).toBeUndefined()
    await store.insertAccountLink({ ...link, purpose: 'reset', lookup: 'd' }, 9)
    expect(await store.useAccountLink('d', 100)).toBe(false)
    await store.insertAccountLink({ ...link, purpose: 'invite', lookup: 'e', expiresAtMs: 300 }, 200)
    expect(await store.findAccountLink('d')).toBeUndefined()
  })

  test('members have one role each, and an organization keeps an owner', async () => {
    await store.createAccount(ADMIN, 6)
    const acme = { id: id(2), name: 'acme', description: '', url: '', firstMemberId: ADA.id }
    await store.createOrganizations([acme], 6)
    expect((await store.findAccount(ADA.id))?.memberships).toEqual([{ organizationId: acme.id, role: 'owner' }])
    const demote = store.setMember(acme.id, { userId: ADA.id, role: 'reader' }, 7)
    await expect(demote).rejects.toMatchObject({ code: 'failed_precondition' })
    await expect(store.removeMember(acme.id, ADA.id)).rejects.toMatchObject({ code: 'failed_precondition' })
    const added = await store.setMember(acme.id, { userId: ADMIN.id, role: 'writer' }, 8)
    expect(added).toEqual({ previous: undefined })
    expect(await store.setMember(acme.id, { userId: ADMIN.id, role: 'owner' }, 9)).toEqual({ previous: 'writer' })
    const page = await store.listMembers(acme.id, { ...first, size: 1 })
    expect(page.items).toEqual([{ userId: ADA.id, userName: 'ada', role: 'owner', createdAtMs: 6 }])
    const rest = await store.listMembers(acme.id, { ...first, after: page.next })
    expect(rest.items).toEqual([{ userId: ADMIN.id, userName: 'root', role: 'owner', createdAtMs: 8 }])
    expect(await store.removeMember(acme.id, ADA.id)).toBe(true)
    expect(await store.removeMember(acme.id, ADA.id)).toBe(false)
  })

  test('a module goes to another owner with all that belongs to it, unless the name is taken there', async () => {
    const module = { visibility: 'public', description: '', url: '', defaultLabelName: 'main' } as const
    const owner = { ownerName: 'acme', newOwnerId: id(2) }
    await store.createModules([{ ...module, ...owner, id: id(30), name: 'weather' }], 6)
    await store.setPolicy({ level: 'module', id: id(30) }, '{}', ADA.id, 6)
    const moved = await store.transferModule(id(30), ADA.id, 7)
    expect(moved).toMatchObject({ id: id(30), ownerId: ADA.id, ownerName: 'ada', name: 'weather', updatedAtMs: 7 })
    expect(await store.findModuleByName('ada', 'weather')).toEqual(moved)
    expect(await store.findModuleByName('acme', 'weather')).toBeUndefined()
    expect(await store.getPolicy({ level: 'module', id: id(30) })).toMatchObject({ text: '{}' })
    expect(await store.transferModule(id(30), ADA.id, 8)).toEqual(moved)
    await store.createModules([{ ...module, ...owner, id: id(31), name: 'weather' }], 8)
    await expect(store.transferModule(id(30), id(2), 9)).rejects.toMatchObject({ code: 'already_exists' })
    await expect(store.transferModule(id(30), id(99), 9)).rejects.toMatchObject({ code: 'not_found' })
  })
}
