import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Page, PageRequest } from '../src/storage/page.ts'
import { ALL_READABLE, PUBLIC_READABLE } from '../src/storage/readable.ts'
import type { CommitRecord } from '../src/storage/records.ts'
import type { LabelMove, NewCommit, Store } from '../src/storage/store.ts'
import type { HeadSymbolsChange, NewDecision } from '../src/storage/symbol-store.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const digest = (n: number) => n.toString(16).padStart(128, '0')
const USER = id(1)
const page = (size: number, after?: PageRequest['after'], descending = true): PageRequest => ({
  size,
  descending,
  after,
})

const commit = (n: number, moduleId: string, dependencyIds: readonly string[] = []): NewCommit => ({
  id: id(n),
  moduleId,
  filesDigest: digest(n),
  b5: digest(n + 1000),
  b4: digest(n + 2000),
  v1BufYaml: Buffer.from('version: v1\n'),
  v1BufLock: dependencyIds.length === 0 ? undefined : Buffer.from('version: v1\ndeps: []\n'),
  sourceControlUrl: '',
  dependencyIds,
})

const move = (moduleId: string, commitId: string, expectedHead?: string, labelName = 'main'): LabelMove => ({
  moduleId,
  labelName,
  newLabelId: id(Math.floor(Math.random() * 1e9) + 1e9),
  commitId,
  expectedHead,
  expectedPolicyRevision: 0,
  unique: { types: false, paths: false },
  symbols: undefined,
  retired: undefined,
  decision: decision(commitId, moduleId),
})

const decision = (commitId: string | undefined, moduleId: string): NewDecision => ({
  id: id(Math.floor(Math.random() * 1e9) + 3e9),
  moduleId,
  moduleName: 'acme/base',
  labelName: 'main',
  outcome: commitId === undefined ? 'refused' : 'accepted',
  commitId,
  againstCommitId: undefined,
  contentDigest: digest(1),
  userId: USER,
  policyDigest: 'sha256:0',
  engineVersion: '1',
  findings: '[]',
  findingCount: 0,
})

const rows = (declared: unknown[][], used: unknown[][] = []) => ({
  // The word for the search is of no account here.
  declared: JSON.stringify(declared.map((row) => [...row, 'word'])),
  used: JSON.stringify(used),
})
const SYMBOLS_VERSION = 1

async function readAll<T>(read: (request: PageRequest) => Promise<Page<T>>, size: number, descending = true) {
  const items: T[] = []
  let after: PageRequest['after']
  do {
    const { items: some, next } = await read(page(size, after, descending))
    items.push(...some)
    after = next
  } while (after !== undefined)
  return items
}

/** What every store must do, whatever database it is on. */
export function storeContract(makeStore: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await makeStore()
    await store.ensureUser({ id: USER, name: 'admin', userType: 'standard', registryRole: 'admin' }, 1)
  })
  afterEach(() => store.close())

  const makeModule = async (n: number, name: string, ownerName = 'acme') => {
    const module = {
      id: id(n),
      ownerName,
      newOwnerId: id(n + 500),
      name,
      visibility: 'private',
      description: '',
      url: '',
      defaultLabelName: 'main',
    } as const
    return (await store.createModules([module], n))[0]
  }
  const publish = (commits: readonly NewCommit[], labelMoves: readonly LabelMove[], nowMs = 100) =>
    store.publish({ commits, labelMoves, userId: USER, nowMs, symbolsVersion: SYMBOLS_VERSION })

  describe('owners', () => {
    test('a user is made once, and a name means one owner', async () => {
      expect(
        (await store.ensureUser({ id: id(9), name: 'admin', userType: 'standard', registryRole: 'admin' }, 5)).id,
      ).toBe(USER)
      await store.createOrganizations([{ id: id(2), name: 'acme', description: '', url: '' }], 2)
      await expect(
        store.ensureUser({ id: id(3), name: 'acme', userType: 'machine', registryRole: 'admin' }, 3),
      ).rejects.toMatchObject({
        code: 'already_exists',
      })
      expect(await store.findOwnerByName('acme')).toMatchObject({ id: id(2), kind: 'organization', createdAtMs: 2 })
    })

    test('a batch is all or nothing', async () => {
      const values = ['one', 'two', 'one'].map((name, n) => ({ id: id(n + 10), name, description: '', url: '' }))
      await expect(store.createOrganizations(values, 2)).rejects.toMatchObject({ code: 'already_exists' })
      expect(await store.findOwnerByName('two')).toBeUndefined()
    })

    test('are found by id, listed a page at a time, and changed where something is set', async () => {
      await store.createOrganizations(
        [2, 3, 4].map((n) => ({ id: id(n), name: `org${n}`, description: 'x', url: '' })),
        2,
      )
      const found = await readAll((request) => store.listOwners({ kind: 'organization' }, request), 2)
      expect(found.map(({ name }) => name)).toEqual(['org4', 'org3', 'org2'])
      await store.updateOrganizations([{ id: id(2), url: 'https://example.com' }], 9)
      expect(await store.findOwnerById(id(2))).toMatchObject({
        description: 'x',
        url: 'https://example.com',
        updatedAtMs: 9,
      })
      await expect(store.updateOrganizations([{ id: USER, url: '' }], 10)).rejects.toMatchObject({ code: 'not_found' })
    })

    test('an organization with modules stays', async () => {
      const module = await makeModule(20, 'base')
      await expect(store.deleteOrganizations([module?.ownerId ?? ''])).rejects.toMatchObject({
        code: 'failed_precondition',
      })
      await store.deleteModules([id(20)])
      await store.deleteOrganizations([module?.ownerId ?? ''])
      expect(await store.findOwnerByName('acme')).toBeUndefined()
    })
  })

  describe('modules', () => {
    test('a name is taken once for each owner', async () => {
      await makeModule(20, 'base')
      await expect(makeModule(21, 'base')).rejects.toMatchObject({ code: 'already_exists' })
      await makeModule(22, 'base', 'other')
      expect(await store.findModuleByName('other', 'base')).toMatchObject({ id: id(22), ownerName: 'other' })
    })

    test('only set fields change', async () => {
      await makeModule(20, 'base')
      await store.updateModules([{ id: id(20), visibility: 'public' }], 50)
      expect(await store.findModuleById(id(20))).toMatchObject({
        visibility: 'public',
        state: 'active',
        updatedAtMs: 50,
      })
      await expect(store.updateModules([{ id: id(99), visibility: 'public' }], 60)).rejects.toMatchObject({
        code: 'not_found',
      })
    })

    test('pages neither skip nor repeat, also for equal times', async () => {
      for (let n = 0; n < 7; n++) await makeModule(30 + n, `m${n}`)
      await store.updateModules(
        [30, 31, 32, 33].map((n) => ({ id: id(n), description: 'x' })),
        70,
      )
      const filter = { ownerIds: undefined, readable: ALL_READABLE, orderBy: 'updated' } as const
      for (const orderBy of ['created', 'updated'] as const) {
        for (const descending of [true, false]) {
          const read = (request: PageRequest) => store.listModules({ ...filter, orderBy }, request)
          const found = await readAll(read, 2, descending)
          expect(found.map((module) => module.id).sort()).toEqual([30, 31, 32, 33, 34, 35, 36].map(id))
        }
      }
      const ownerIds = [(await store.findModuleById(id(30)))?.ownerId ?? '']
      expect(await readAll((request) => store.listModules({ ...filter, ownerIds }, request), 3)).toHaveLength(7)
      await store.updateModules(
        [30, 31].map((n) => ({ id: id(n), visibility: 'public' as const })),
        80,
      )
      for (const orderBy of ['created', 'updated'] as const) {
        const read = (request: PageRequest) =>
          store.listModules({ ...filter, readable: PUBLIC_READABLE, orderBy }, request)
        expect(await readAll(read, 1)).toHaveLength(2)
      }
    })

    test('a module that others depend on stays; together they go', async () => {
      await makeModule(20, 'base')
      await makeModule(21, 'user')
      await publish([commit(1, id(20)), commit(2, id(21), [id(1)])], [move(id(20), id(1)), move(id(21), id(2))])
      await expect(store.deleteModules([id(20)])).rejects.toMatchObject({ code: 'failed_precondition' })
      await store.deleteModules([id(20), id(21)])
      expect(await store.findCommit(id(1))).toBeUndefined()
    })
  })

  describe('publish', () => {
    beforeEach(async () => {
      await makeModule(20, 'base')
      await makeModule(21, 'user')
    })

    test('stores commits with their dependencies and moves labels', async () => {
      const moves = [move(id(20), id(1)), move(id(21), id(2))]
      expect(await publish([commit(1, id(20)), commit(2, id(21), [id(1)])], moves)).toBe('published')
      expect(await store.findCommit(id(2))).toMatchObject({ moduleId: id(21), b5: digest(1002), createdAtMs: 100 })
      expect(Buffer.from((await store.findCommit(id(2)))?.v1BufYaml ?? []).toString()).toBe('version: v1\n')
      expect((await store.listDependencies(id(2))).map((dependency: CommitRecord) => dependency.id)).toEqual([id(1)])
      expect(await store.findLabelByName(id(21), 'main')).toMatchObject({ commitId: id(2) })
      expect(await store.findCommitByDigest(id(20), digest(1001))).toMatchObject({ id: id(1) })
    })

    test.each([
      ['a head that moved', () => [move(id(20), id(2), id(9))]],
      ['a label that was made meanwhile', () => [move(id(20), id(2), undefined)]],
      ['a policy that changed', () => [{ ...move(id(20), id(2), id(1)), expectedPolicyRevision: 3 }]],
    ])('stores nothing on %s', async (_, moves) => {
      await publish([commit(1, id(20))], [move(id(20), id(1))])
      expect(await publish([commit(2, id(20))], moves())).toBe('conflict')
      expect(await store.findCommit(id(2))).toBeUndefined()
      expect(await store.findLabelByName(id(20), 'main')).toMatchObject({ commitId: id(1) })
    })

    test('stores nothing when the content, a dependency or the module is not as expected', async () => {
      await publish([commit(1, id(20))], [move(id(20), id(1))])
      expect(await publish([{ ...commit(2, id(20)), b5: digest(1001) }], [])).toBe('conflict')
      expect(await publish([commit(3, id(21)), commit(4, id(21), [id(77)])], [])).toBe('conflict')
      expect(await publish([commit(5, id(88))], [])).toBe('conflict')
      expect(await store.listCommitIds('', 10)).toEqual([id(1)])
    })

    test('of two at once for one label, one wins', async () => {
      await publish([commit(1, id(20))], [move(id(20), id(1))])
      const outcomes = await Promise.all(
        [2, 3, 4].map((n) => publish([commit(n, id(20))], [move(id(20), id(n), id(1))], 100 + n)),
      )
      expect(outcomes.filter((outcome) => outcome === 'published')).toHaveLength(1)
      expect(await store.listCommitIds('', 10)).toHaveLength(2)
    })

    test('the same head again leaves no trace', async () => {
      await publish([commit(1, id(20))], [move(id(20), id(1))], 100)
      await publish([], [move(id(20), id(1), id(1))], 200)
      const label = await store.findLabelByName(id(20), 'main')
      expect(label?.updatedAtMs).toBe(100)
      const filter = { labelId: label?.id ?? '', startCommitId: undefined, onlyChangedDigests: false }
      expect((await store.listLabelHistory(filter, page(10))).items).toHaveLength(1)
    })
  })

  describe('retired uses', () => {
    const use = (name: string) => ['field', 'p.M', 3, name, name, 'string']
    const retired = (...names: string[]) => JSON.stringify(names.map(use))
    const namesOf = async (labelId: string) =>
      (await store.listRetiredUses(labelId)).map(({ commitId, use: { name } }) => [commitId, name])
    const labelOf = async (name = 'main') => (await store.findLabelByName(id(20), name))?.id ?? ''
    beforeEach(() => makeModule(20, 'base'))

    test('go along with the moves of a label, under the commit that had them last', async () => {
      await publish([commit(1, id(20))], [move(id(20), id(1)), move(id(20), id(1), undefined, 'other')])
      await publish([commit(2, id(20))], [{ ...move(id(20), id(2), id(1)), retired: retired('email', 'name') }])
      await publish([commit(3, id(20))], [{ ...move(id(20), id(3), id(2)), retired: retired('flag') }])
      await publish([], [move(id(20), id(3), id(3))])
      expect(await namesOf(await labelOf())).toEqual([
        [id(1), 'email'],
        [id(1), 'name'],
        [id(2), 'flag'],
      ])
      expect(await namesOf(await labelOf('other'))).toEqual([])
      expect((await store.findLabelById(await labelOf()))?.name).toBe('main')
      expect(await store.nextUnindexedStep(await labelOf())).toBeUndefined()
      expect(await store.listUnindexedLabels('', 10)).toEqual([])
    })

    test('that are not known are followed up step by step, once each', async () => {
      await publish([commit(1, id(20))], [move(id(20), id(1))])
      await publish([commit(2, id(20))], [move(id(20), id(2), id(1))])
      await publish([commit(3, id(20))], [{ ...move(id(20), id(3), id(2)), retired: retired('late') }])
      const labelId = await labelOf()
      expect(await store.listUnindexedLabels('', 10)).toEqual([labelId])
      const first = await store.nextUnindexedStep(labelId)
      if (first === undefined) throw new Error('there is no step')
      expect(first).toMatchObject({ from: { commitId: id(1) }, to: { commitId: id(2) } })
      expect(await store.indexStep(first, retired('email'))).toBe(true)
      expect(await store.indexStep(first, retired('email'))).toBe(false)
      const second = await store.nextUnindexedStep(labelId)
      if (second === undefined) throw new Error('there is no second step')
      expect(await store.indexStep(second, retired('late'))).toBe(true)
      expect(await namesOf(labelId)).toEqual([
        [id(1), 'email'],
        [id(2), 'late'],
      ])
      expect(await store.listUnindexedLabels('', 10)).toEqual([])
    })
  })

  test('answers', async () => {
    await expect(store.ping()).resolves.toBeUndefined()
  })

  describe('labels', () => {
    beforeEach(async () => {
      await makeModule(20, 'base')
      await publish([commit(1, id(20))], [move(id(20), id(1)), move(id(20), id(1), undefined, 'rel/1.0')], 100)
      await publish([commit(2, id(20))], [move(id(20), id(2), id(1))], 200)
      await publish([], [move(id(20), id(1), id(2))], 300)
    })
    const labels = { moduleId: id(20), commitId: undefined, nameContains: '', archived: undefined } as const

    test('are listed a page at a time, in either order', async () => {
      for (const orderBy of ['created', 'updated'] as const) {
        const found = await readAll((request) => store.listLabels({ ...labels, orderBy }, request), 1)
        expect(found.map(({ name }) => name).sort()).toEqual(['main', 'rel/1.0'])
      }
    })

    test('history is in the order of moves', async () => {
      const label = await store.findLabelByName(id(20), 'main')
      const filter = { labelId: label?.id ?? '', startCommitId: undefined, onlyChangedDigests: false }
      const read = (request: PageRequest) => store.listLabelHistory(filter, request)
      expect((await readAll(read, 1)).map((entry) => entry.commit.id)).toEqual([id(1), id(2), id(1)])
      const fromSecond = await store.listLabelHistory({ ...filter, startCommitId: id(2) }, page(10))
      expect(fromSecond.items.map((entry) => entry.commit.id)).toEqual([id(2), id(1)])
      const changed = await store.listLabelHistory({ ...filter, onlyChangedDigests: true }, page(10))
      expect(changed.items).toHaveLength(3)
    })

    test('are found by name, commit and state; a name is no pattern', async () => {
      const names = async (filter: Partial<Parameters<Store['listLabels']>[0]>) =>
        (await store.listLabels({ ...labels, orderBy: 'created', ...filter }, page(10))).items.map(({ name }) => name)
      expect((await names({})).sort()).toEqual(['main', 'rel/1.0'])
      expect(await names({ nameContains: '1.' })).toEqual(['rel/1.0'])
      expect(await names({ nameContains: '%' })).toEqual([])
      expect(await names({ commitId: id(2) })).toEqual([])
      const release = await store.findLabelByName(id(20), 'rel/1.0')
      await store.setLabelsArchived([release?.id ?? ''], true, USER, 400)
      expect(await names({ archived: true })).toEqual(['rel/1.0'])
      await store.setLabelsArchived([release?.id ?? ''], true, USER, 500)
      expect((await store.findLabelByName(id(20), 'rel/1.0'))?.archivedAtMs).toBe(400)
      await store.setLabelsArchived([release?.id ?? ''], false, USER, 600)
      expect((await store.findLabelByName(id(20), 'rel/1.0'))?.archivedAtMs).toBeUndefined()
    })

    test('the default one cannot be archived, and nothing of the batch is', async () => {
      const [main, release] = await Promise.all(['main', 'rel/1.0'].map((name) => store.findLabelByName(id(20), name)))
      await expect(store.setLabelsArchived([release?.id ?? '', main?.id ?? ''], true, USER, 400)).rejects.toMatchObject(
        { code: 'failed_precondition' },
      )
      expect((await store.findLabelByName(id(20), 'rel/1.0'))?.archivedAtMs).toBeUndefined()
    })

    test('commits are listed by time and by the beginning of their id', async () => {
      const read = (request: PageRequest) => store.listCommits({ moduleId: id(20), idPrefix: '' }, request)
      expect((await readAll(read, 1)).map((found) => found.id)).toEqual([id(2), id(1)])
      const prefix = { moduleId: id(20), idPrefix: id(2).slice(0, 32) }
      expect((await store.listCommits(prefix, page(10))).items.map((found) => found.id)).toEqual([id(2)])
    })
  })

  test('a policy counts its changes, at each level, and goes with what it is for', async () => {
    const module = await makeModule(20, 'base')
    const target = { level: 'module', id: id(20) } as const
    const owner = { level: 'owner', id: module?.ownerId ?? '' } as const
    expect(await store.getPolicy(target)).toEqual({ text: '', revision: 0 })
    await store.setPolicy(target, '{"a":1}', USER, 5)
    await store.setPolicy(target, '', USER, 6)
    await store.setPolicy({ level: 'registry' }, '{"b":1}', USER, 7)
    await store.setPolicy(owner, '{"c":1}', USER, 8)
    expect(await store.getPolicies({ id: id(20), ownerId: owner.id })).toEqual({
      registry: { text: '{"b":1}', revision: 1 },
      owner: { text: '{"c":1}', revision: 1 },
      module: { text: '', revision: 2 },
    })
    expect(await publish([commit(1, id(20))], [{ ...move(id(20), id(1)), expectedPolicyRevision: 3 }])).toBe('conflict')
    expect(await publish([commit(1, id(20))], [{ ...move(id(20), id(1)), expectedPolicyRevision: 4 }])).toBe(
      'published',
    )
    await store.deleteModules([id(20)])
    await store.deleteOrganizations([owner.id])
    expect(await store.getPolicies({ id: id(20), ownerId: owner.id })).toMatchObject({
      owner: { revision: 0 },
      module: { revision: 0 },
    })
  })

  describe('decisions', () => {
    test('are kept for each label that moves, and for each that may not; newest first', async () => {
      await makeModule(20, 'base')
      await publish([commit(1, id(20))], [move(id(20), id(1)), move(id(20), id(1), undefined, 'v1')], 100)
      await publish([], [move(id(20), id(1), id(1))], 200)
      await store.insertDecisions([decision(undefined, id(20)), decision(undefined, id(21))], 300)
      const filter = { moduleId: id(20), commitId: undefined }
      const found = await readAll((request) => store.listDecisions(filter, request), 1)
      expect(found.map(({ outcome, decidedAtMs }) => [outcome, decidedAtMs])).toEqual([
        ['refused', 300],
        ['accepted', 100],
        ['accepted', 100],
      ])
      expect(found[0]).toMatchObject({ userName: 'admin', commitId: undefined, policyDigest: 'sha256:0' })
      const all = { moduleId: undefined, commitId: undefined }
      expect((await store.listDecisions(all, page(10))).items).toHaveLength(4)
      expect((await store.listDecisions({ ...all, commitId: id(1) }, page(10))).items).toHaveLength(2)
      await store.deleteModules([id(20)])
      expect((await store.listDecisions(filter, page(10))).items).toHaveLength(3)
    })
  })

  describe('the index of symbols', () => {
    const first = (declared: unknown[][], used?: unknown[][]): HeadSymbolsChange => ({
      fromCommitId: undefined,
      removed: rows([]),
      added: rows(declared, used),
    })
    const message = (name: string, path = 'a.proto') => ['message', name, '', path]
    const held = (symbol: string, usedBy: string) => [symbol, usedBy, 1, 1, 'b.proto', 3, 7]
    const namesOf = async (n: number, ...names: string[]) =>
      (await store.findDeclared(id(n), names)).map(({ name }) => name)
    const unindexed = async (filter: { moduleId?: string; ownerId?: string } = {}) =>
      (await store.listUnindexedHeads(filter, SYMBOLS_VERSION, { after: '', limit: 10 })).map(
        ({ moduleId }) => moduleId,
      )

    beforeEach(async () => {
      await makeModule(20, 'base')
      await makeModule(21, 'user')
    })

    test('goes along with the head of the default label, and no other', async () => {
      const symbols = first([message('p.A'), message('p.B'), ['file', 'a.proto', 'p', 'a.proto']])
      const other = { ...move(id(20), id(1), undefined, 'other'), symbols: first([message('p.Other')]) }
      await publish([commit(1, id(20))], [{ ...move(id(20), id(1)), symbols }, other])
      expect(await namesOf(20, 'p.A', 'p.B', 'p.Other', 'p')).toEqual(['p.A', 'p.B'])
      expect(await store.listFilesOfPackage(id(20), 'p')).toEqual(['a.proto'])
      expect(await store.findIndexedHead(id(20))).toEqual({ commitId: id(1), version: SYMBOLS_VERSION })
      expect(JSON.parse((await store.readHeadSymbols(id(20))).declared)).toHaveLength(3)
      const change = { fromCommitId: id(1), removed: rows([message('p.B')]), added: rows([message('p.C')]) }
      await publish([commit(2, id(20))], [{ ...move(id(20), id(2), id(1)), symbols: change }])
      expect((await namesOf(20, 'p.A', 'p.B', 'p.C')).sort()).toEqual(['p.A', 'p.C'])
      expect(await unindexed()).toEqual([])
    })

    test('is made anew when it does not fit', async () => {
      await publish([commit(1, id(20))], [move(id(20), id(1))])
      expect(await unindexed()).toEqual([id(20)])
      expect(await unindexed({ moduleId: id(21) })).toEqual([])
      const change = { fromCommitId: id(1), removed: rows([]), added: rows([message('p.B')]) }
      await publish([commit(2, id(20))], [{ ...move(id(20), id(2), id(1)), symbols: change }])
      expect(await namesOf(20, 'p.B')).toEqual([])
      expect(await store.replaceHeadSymbols({ moduleId: id(20), commitId: id(1) }, rows([message('p.A')]), 1)).toBe(
        false,
      )
      expect(await store.replaceHeadSymbols({ moduleId: id(20), commitId: id(2) }, rows([message('p.A')]), 1)).toBe(
        true,
      )
      expect(await unindexed()).toEqual([])
      expect(await store.listUnindexedHeads({}, SYMBOLS_VERSION + 1, { after: '', limit: 10 })).toHaveLength(1)
      const owner = (await store.findModuleById(id(20)))?.ownerId ?? ''
      expect(await unindexed({ ownerId: owner })).toEqual([])
    })

    test('tells who depends on a module, and where a symbol is used', async () => {
      const users = first([], [held('p.A', 'q.M'), held('p.A', 'q.N'), held('p.B', 'q.M')])
      await publish(
        [commit(1, id(20)), commit(2, id(21), [id(1)])],
        [
          { ...move(id(20), id(1)), symbols: first([message('p.A')]) },
          { ...move(id(21), id(2)), symbols: users },
        ],
      )
      expect(await store.listHeadDependants(id(20))).toEqual([id(21)])
      const found = await store.listUsers(['p.A', 'p.X'], [id(20), id(21)], 10)
      expect(found.map(({ usedBy }) => usedBy)).toEqual(['q.M', 'q.N'])
      expect(found[0]).toMatchObject({ isHeld: true, isForeign: true, path: 'b.proto', line: 3, column: 7 })
      expect(await store.listUsers(['p.A'], [id(20)], 10)).toEqual([])
      await publish(
        [commit(3, id(21))],
        [{ ...move(id(21), id(3), id(2)), symbols: { fromCommitId: id(2), removed: users.added, added: rows([]) } }],
      )
      expect(await store.listHeadDependants(id(20))).toEqual([])
      expect(await store.listUsers(['p.A'], [id(21)], 10)).toEqual([])
    })

    test('keeps names unique where they are to be, in one step with the moves', async () => {
      const unique = { types: true, paths: true }
      const symbols = (name: string, path: string) => first([message(name, path), ['file', path, 'p', path]])
      const take = (n: number, name: string, path: string) => ({
        ...move(id(n), id(n + 100)),
        symbols: symbols(name, path),
        unique,
      })
      await publish([commit(120, id(20))], [take(20, 'p.A', 'a.proto')])
      const taken = await publish([commit(121, id(21))], [take(21, 'p.A', 'b.proto')])
      expect(taken).toEqual([
        {
          kind: 'message',
          name: 'p.A',
          path: 'b.proto',
          moduleName: 'acme/user',
          takenBy: 'acme/base',
          takenPath: 'a.proto',
        },
      ])
      expect(await store.findCommit(id(121))).toBeUndefined()
      expect(await publish([commit(121, id(21))], [take(21, 'p.B', 'a.proto')])).toMatchObject([{ kind: 'file' }])
      await makeModule(22, 'base', 'other')
      expect(await publish([commit(122, id(22))], [take(22, 'p.A', 'a.proto')])).toBe('published')
      const attempts = [23, 24].map(async (n) => {
        await makeModule(n, `m${n}`)
        return publish([commit(n + 100, id(n))], [take(n, 'p.New', `${n}.proto`)])
      })
      expect((await Promise.all(attempts)).filter((outcome) => outcome === 'published')).toHaveLength(1)
    })

    test('finds what is declared by parts of its name', async () => {
      const declared = [
        ['file', 'a.proto', 'acme.money.v1', 'a.proto', 'acme.money.v1'],
        ['message', 'acme.money.v1.Money', '', 'a.proto', 'money'],
        ['field', 'acme.money.v1.Money.units', '', 'a.proto', 'units'],
      ]
      await publish([commit(1, id(20))], [{ ...move(id(20), id(1)), symbols: first(declared) }])
      const find = async (scope: 'module' | 'package' | 'type' | 'member', part: string) => {
        const words = (await store.findSearchWords(scope, part, 10)).map(({ word }) => word)
        const filter = { scope, words, terms: [part], readable: ALL_READABLE }
        const { items, names } = await readHits(filter)
        expect(
          await store.listSearchHits({ ...filter, readable: PUBLIC_READABLE }, { after: undefined, limit: 10 }),
        ).toEqual([])
        const shown = async (ownerIds: string[] | undefined, resources: string[] | undefined) => {
          const some = { ...filter, readable: { ownerIds, resources } }
          return (await store.listSearchHits(some, { after: undefined, limit: 10 })).length
        }
        const owner = (await store.findOwnerByName('acme'))?.id ?? ''
        expect(await shown([id(99), owner], ['acme'])).toBe(items)
        expect(await shown(undefined, ['acme/base'])).toBe(items)
        expect(await shown([id(99)], undefined)).toBe(0)
        expect(await shown([owner], ['acme/other'])).toBe(0)
        return items === 0 ? [] : names
      }
      const readHits = async (filter: Parameters<Store['listSearchHits']>[0]) => {
        const found = await store.listSearchHits(filter, { after: undefined, limit: 10 })
        const last = found.at(-1)
        expect(await store.listSearchHits(filter, { after: last, limit: 10 })).toEqual([])
        return { items: found.length, names: found.map(({ name }) => name) }
      }
      expect(await find('module', 'bas')).toEqual(['acme/base'])
      expect(await find('package', 'money')).toEqual(['acme.money.v1'])
      expect(await find('type', 'one')).toEqual(['acme.money.v1.Money'])
      expect(await find('member', 'un')).toEqual(['acme.money.v1.Money.units'])
      expect(await find('type', 'nothing')).toEqual([])
    })

    test('a name may go from one module to another in one step', async () => {
      const unique = { types: true, paths: false }
      await publish([commit(1, id(20))], [{ ...move(id(20), id(1)), symbols: first([message('p.A')]) }])
      const gone = { fromCommitId: id(1), removed: rows([message('p.A')]), added: rows([]) }
      const outcome = await publish(
        [commit(2, id(20)), commit(3, id(21))],
        [
          { ...move(id(21), id(3)), symbols: first([message('p.A')]), unique },
          { ...move(id(20), id(2), id(1)), symbols: gone, unique },
        ],
      )
      expect(outcome).toBe('published')
    })
  })

  describe('tokens', () => {
    const token = (n: number, origin: 'file' | 'environment' | 'issued' = 'issued', expiresAtMs?: number) => ({
      id: id(n),
      userId: USER,
      lookup: id(n + 5000),
      hash: id(n + 5000) + id(n + 6000),
      scope: 'admin' as const,
      origin,
      note: '',
      expiresAtMs,
    })

    test('are found by their look-up and gone from lists when revoked or expired', async () => {
      await store.insertToken(token(1), 10)
      await store.insertToken(token(2, 'issued', 50), 11)
      expect(await store.findTokenByLookup(id(5001))).toMatchObject({
        token: { userName: 'admin' },
        hash: token(1).hash,
      })
      const all = { userId: undefined }
      expect((await store.listTokens(all, page(10), 40)).items).toHaveLength(2)
      expect((await store.listTokens(all, page(10), 50)).items).toHaveLength(1)
      expect((await store.listTokens({ userId: USER }, page(10), 40)).items).toHaveLength(2)
      expect((await store.listTokens({ userId: id(99) }, page(10), 40)).items).toEqual([])
      expect(await store.findToken(id(1))).toMatchObject({ id: id(1), userName: 'admin' })
      expect(await store.findToken(id(77))).toBeUndefined()
      await store.revokeToken(id(1), 45)
      await store.revokeToken(id(1), 99)
      expect((await store.findTokenByLookup(id(5001)))?.token.revokedAtMs).toBe(45)
      expect(await store.countAdminTokens(60)).toBe(0)
      await expect(store.revokeToken(id(77), 1)).rejects.toMatchObject({ code: 'not_found' })
    })

    test('of the environment there is one, for as long as it is given', async () => {
      await store.replaceEnvironmentToken(token(1, 'environment'), 10)
      await store.replaceEnvironmentToken({ ...token(1, 'environment'), id: id(3) }, 11)
      expect((await store.findTokenByLookup(id(5001)))?.token.id).toBe(id(1))
      await store.replaceEnvironmentToken(token(2, 'environment'), 12)
      expect(await store.findTokenByLookup(id(5001))).toBeUndefined()
      await store.replaceEnvironmentToken(undefined, 13)
      expect(await store.countAdminTokens(14)).toBe(0)
    })

    test("an issued one may be given as the environment's, unless it is revoked", async () => {
      await store.insertToken(token(1, 'file'), 10)
      await store.replaceEnvironmentToken({ ...token(1, 'environment'), id: id(3) }, 11)
      expect((await store.findTokenByLookup(id(5001)))?.token.origin).toBe('file')
      await store.revokeToken(id(1), 12)
      await expect(store.replaceEnvironmentToken({ ...token(1, 'environment'), id: id(4) }, 13)).rejects.toMatchObject({
        code: 'failed_precondition',
      })
    })
  })

  describe('device logins', () => {
    const login = (n: number, expiresAtMs = 100) => ({
      lookup: id(n),
      hash: id(n) + id(n),
      userCode: `CODE${n}`,
      clientName: 'laptop',
      expiresAtMs,
      pollIntervalMs: 10,
    })
    const token = { id: id(50), lookup: id(51), hash: id(51) + id(52), note: 'Device login' }
    const scopes = [{ permission: 'push', resource: 'acme' }] as const
    const approval = { approved: true, userId: USER, scope: 'push', scopes, tokenExpiresAtMs: 500 } as const

    test('are decided once and fetched once, with what was granted', async () => {
      await store.insertDeviceLogin(login(1), 5, 1)
      expect(await store.redeemDeviceLogin(id(1), token, 2)).toBe(false)
      expect(await store.decideDeviceLogin('CODE1', approval, 3)).toBe(true)
      expect(await store.decideDeviceLogin('CODE1', { approved: false }, 4)).toBe(false)
      expect(await store.findDeviceLoginByLookup(id(1))).toMatchObject({ state: 'approved', userCode: 'CODE1' })
      expect(await store.redeemDeviceLogin(id(1), token, 5)).toBe(true)
      expect(await store.redeemDeviceLogin(id(1), { ...token, id: id(60) }, 6)).toBe(false)
      expect((await store.findTokenByLookup(id(51)))?.token).toMatchObject({ scopes, scope: 'push', expiresAtMs: 500 })
      expect(await store.findDeviceLoginByUserCode('CODE1')).toBeUndefined()
    })

    test('are taken once for a session', async () => {
      await store.insertDeviceLogin(login(1), 5, 1)
      expect(await store.takeDeviceGrant(id(1), 2)).toBeUndefined()
      await store.decideDeviceLogin('CODE1', approval, 3)
      const taken = await Promise.all([store.takeDeviceGrant(id(1), 4), store.takeDeviceGrant(id(1), 4)])
      expect(taken.filter((grant) => grant !== undefined)).toEqual([{ userId: USER, scopes, expiresAtMs: 500 }])
    })

    test('that are asked for too often are to be asked for ever less often', async () => {
      const limits = { slowDownMs: 20, toleranceMs: 2 }
      await store.insertDeviceLogin(login(1), 5, 1)
      const asked = async (nowMs: number) => store.noteDevicePoll(id(1), limits, nowMs)
      expect(await asked(2)).toBe(true)
      expect(await asked(10)).toBe(true)
      expect(await asked(17)).toBe(false)
      expect(await asked(44)).toBe(false)
      expect(await asked(92)).toBe(true)
      expect(await store.noteDevicePoll(id(9), limits, 1)).toBe(true)
    })

    test('are worth nothing from the moment they expire', async () => {
      await store.insertDeviceLogin(login(1), 5, 1)
      expect(await store.decideDeviceLogin('CODE1', approval, 100)).toBe(false)
      expect(await store.decideDeviceLogin('CODE1', approval, 99)).toBe(true)
      expect(await store.redeemDeviceLogin(id(1), token, 100)).toBe(false)
      expect(await store.findTokenByLookup(id(51))).toBeUndefined()
    })

    test('are bounded; those that have expired do not count', async () => {
      await store.insertDeviceLogin(login(1), 2, 1)
      await store.insertDeviceLogin(login(2, 200), 2, 2)
      await expect(store.insertDeviceLogin(login(3), 2, 3)).rejects.toMatchObject({ code: 'resource_exhausted' })
      await store.insertDeviceLogin(login(3, 300), 2, 100)
      expect(await store.findDeviceLoginByUserCode('CODE1')).toBeUndefined()
      expect(await store.findDeviceLoginByUserCode('CODE2')).toMatchObject({ state: 'pending' })
    })
  })
}
