import { beforeEach, expect, test } from 'vitest'
import type { NewToken, Store } from '../src/storage/store.ts'
import type { NewTrustRule } from '../src/storage/trust-rule-store.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const ROBOT = id(1)
const ISSUER = 'https://ci.example.com'
const PAGE = { size: 2, descending: true, after: undefined }

const rule = (n: number, issuer = ISSUER): NewTrustRule => ({
  id: id(n),
  userId: ROBOT,
  issuer,
  audience: 'https://schemas.example.com',
  claims: { repository: `acme/${n}`, ref: 'refs/heads/*' },
  scopes: [{ permission: 'push', resource: 'acme/orders' }],
  note: `rule ${n}`,
  createdByUserId: ROBOT,
})

const token = (n: number, expiresAtMs: number): NewToken => ({
  id: id(n),
  userId: ROBOT,
  lookup: `lookup${n}`,
  hash: `hash${n}`,
  scope: 'push',
  scopes: [{ permission: 'push', resource: 'acme/orders' }],
  origin: 'issued',
  note: '',
  expiresAtMs,
})

/** What every store must do for rules of trust and the tokens that come of them; `open` gives an empty one. */
export function trustRuleStoreContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
    await store.ensureUser({ id: ROBOT, name: 'ci', userType: 'machine', registryRole: 'none' }, 1)
    return () => store.close()
  })

  test('rules come back as they were stored, by issuer and page by page', async () => {
    const first = await store.createTrustRule(rule(10), 9, 5)
    expect(first).toEqual({ ...rule(10), userName: 'ci', userType: 'machine', createdAtMs: 5 })
    await store.createTrustRule(rule(11, 'https://other.example'), 9, 6)
    await store.createTrustRule(rule(12), 9, 7)
    expect((await store.listTrustRulesOf(ISSUER)).map((found) => found.id)).toEqual([id(10), id(12)])
    expect(await store.listTrustRulesOf(`${ISSUER}/`)).toEqual([])
    const page = await store.listTrustRules(PAGE)
    expect(page.items.map((found) => found.id)).toEqual([id(12), id(11)])
    const rest = await store.listTrustRules({ ...PAGE, after: page.next })
    expect(rest.items).toEqual([first])
  })

  test('there are no more than may be', async () => {
    await store.createTrustRule(rule(10), 1, 5)
    await expect(store.createTrustRule(rule(11), 1, 6)).rejects.toMatchObject({ code: 'resource_exhausted' })
  })

  test('S63: with a rule go the tokens that came of it, and no others', async () => {
    await store.createTrustRule(rule(10), 9, 5)
    await store.createTrustRule(rule(11), 9, 5)
    await store.insertExchangedToken(token(20, 100), id(10), 6)
    await store.insertExchangedToken(token(21, 100), id(11), 6)
    await store.insertToken(token(22, 100), 6)
    expect(await store.deleteTrustRule(id(10), 7)).toMatchObject({ id: id(10), note: 'rule 10' })
    expect(await store.deleteTrustRule(id(10), 8)).toBeUndefined()
    expect((await store.findTokenByLookup('lookup20'))?.token.revokedAtMs).toBe(7)
    expect((await store.findTokenByLookup('lookup21'))?.token.revokedAtMs).toBeUndefined()
    expect((await store.findTokenByLookup('lookup22'))?.token.revokedAtMs).toBeUndefined()
  })

  test('S63: exchanged tokens that have ended are taken out when the next one is made; others stay', async () => {
    await store.createTrustRule(rule(10), 9, 5)
    expect(await store.insertExchangedToken(token(20, 100), id(10), 6)).toMatchObject({
      userName: 'ci',
      scopes: token(20, 100).scopes,
      expiresAtMs: 100,
    })
    await store.insertToken(token(21, 100), 6)
    await store.insertExchangedToken(token(22, 300), id(10), 200)
    expect(await store.findTokenByLookup('lookup20')).toBeUndefined()
    expect(await store.findTokenByLookup('lookup21')).toBeDefined()
    expect(await store.findTokenByLookup('lookup22')).toBeDefined()
  })
}
