import { expect, test } from 'vitest'
import { createTestContext, makeModule } from '../../testing/test-context.ts'
import type { ScopeGrant } from '../storage/account-records.ts'
import type { Caller } from './principal.ts'
import { readableBy } from './readable.ts'
import { hasRight } from './rights.ts'

const read = (...resources: readonly string[]): ScopeGrant[] =>
  resources.map((resource) => ({ permission: 'read', resource }))
const SCOPES = [
  read(),
  read(''),
  read('acme'),
  read('acme/secret'),
  read('other', 'third/secret'),
  read('acme/secret', ''),
  read('nobody', 'acme/unknown'),
]

test('a list shows exactly what the caller has the right to read', async () => {
  const context = await createTestContext()
  const modules = []
  for (const owner of ['acme', 'other', 'third']) {
    for (const visibility of ['public', 'private'] as const) {
      modules.push(await makeModule(context, owner, visibility === 'public' ? 'open' : 'secret', visibility))
    }
  }
  const [acme = '', other = '', third = ''] = [...new Set(modules.map(({ ownerId }) => ownerId))]
  const callers: Caller[] = [undefined]
  for (const registryRole of ['none', 'reader', 'writer', 'admin'] as const) {
    for (const organizations of [[], [acme], [acme, other]]) {
      const memberships = organizations.map((organizationId) => ({ organizationId, role: 'reader' as const }))
      // A user's own namespace is that of the owner with the user's id.
      for (const userId of ['nobody', third]) {
        const account = { userId, userName: 'ada', registryRole, memberships }
        for (const scopes of SCOPES)
          callers.push({ ...account, scopes, scope: 'read', credential: { kind: 'process' } })
      }
    }
  }
  const seen = new Set<number>()
  for (const caller of callers) {
    const filter = { ownerIds: undefined, readable: readableBy(caller), orderBy: 'created' } as const
    const { items } = await context.store.listModules(filter, { size: 10, after: undefined, descending: false })
    const expected = modules.filter((module) => hasRight(caller, 'read', module))
    expect(items.map(({ ownerName, name }) => `${ownerName}/${name}`)).toEqual(
      expected.map(({ ownerName, name }) => `${ownerName}/${name}`),
    )
    seen.add(items.length)
  }
  expect([...seen].sort()).toEqual([3, 4, 5, 6])
})
