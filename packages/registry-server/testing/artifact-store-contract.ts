import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ArtifactKind } from '../src/storage/artifact-store.ts'
import { ALL_READABLE, PUBLIC_READABLE } from '../src/storage/readable.ts'
import type { Store } from '../src/storage/store.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const digest = (n: number) => n.toString(16).padStart(128, '0')
const USER = id(1)
const OWNER = id(2)

/** What every store must do for plugins and policies, whatever database it is on. */
export function artifactStoreContract(makeStore: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await makeStore()
    await store.ensureUser({ id: USER, name: 'admin', userType: 'standard', registryRole: 'admin' }, 1)
    await store.createOrganizations([{ id: OWNER, name: 'acme', description: '', url: '' }], 1)
  })
  afterEach(() => store.close())

  const value = (n: number, kind: ArtifactKind, name: string) => ({
    id: id(n),
    kind,
    ownerId: OWNER,
    ownerName: 'acme',
    name,
    visibility: 'private' as const,
    description: '',
    sourceUrl: '',
  })
  const publish = (artifactId: string, n: number, labels: readonly string[] = ['main'], nowMs = n) =>
    store.publishArtifacts(
      [
        {
          artifactId,
          newCommitId: id(n),
          digest: digest(n % 100),
          sourceControlUrl: '',
          labels: labels.map((name, index) => ({ name, newId: id(n * 1000 + index) })),
        },
      ],
      { userId: USER, nowMs },
    )

  describe('plugins and policies', () => {
    test('have names of their own each; a name is taken once', async () => {
      await store.createArtifacts([value(10, 'plugin', 'one'), value(11, 'policy', 'one')], 5)
      await expect(
        store.createArtifacts([value(12, 'plugin', 'two'), value(13, 'plugin', 'one')], 6),
      ).rejects.toMatchObject({ code: 'already_exists' })
      expect(await store.findArtifactByName('plugin', 'acme', 'two')).toBeUndefined()
      expect(await store.findArtifactByName('policy', 'acme', 'one')).toMatchObject({ id: id(11), ownerName: 'acme' })
      expect(await store.findArtifactById('policy', id(10))).toBeUndefined()
    })

    test('keep an organization from being deleted', async () => {
      await store.createArtifacts([value(10, 'plugin', 'one')], 5)
      await expect(store.deleteOrganizations([OWNER])).rejects.toMatchObject({ code: 'failed_precondition' })
      await store.deleteArtifacts([id(10)])
      await store.deleteOrganizations([OWNER])
    })

    test('change where something is set', async () => {
      await store.createArtifacts([value(10, 'plugin', 'one')], 5)
      const [changed] = await store.updateArtifacts([{ id: id(10), state: 'deprecated', sourceUrl: 'https://a' }], 7)
      expect(changed).toMatchObject({ state: 'deprecated', sourceUrl: 'https://a', visibility: 'private' })
      await expect(store.updateArtifacts([{ id: id(99) }], 8)).rejects.toMatchObject({ code: 'not_found' })
    })

    test('pages neither skip nor repeat, also for equal times', async () => {
      await store.createArtifacts(
        [10, 11, 12, 13, 14].map((n) => value(n, 'plugin', `p${n}`)),
        5,
      )
      const filter = { kind: 'plugin', ownerIds: [OWNER], readable: ALL_READABLE } as const
      const first = await store.listArtifacts(filter, { size: 3, descending: true, after: undefined })
      const second = await store.listArtifacts(filter, { size: 3, descending: true, after: first.next })
      expect([...first.items, ...second.items].map((item) => item.id)).toEqual([14, 13, 12, 11, 10].map(id))
      expect(second.next).toBeUndefined()
      const readable = async (ownerIds: string[] | undefined, resources: string[] | undefined) => {
        const some = { ...filter, readable: { ownerIds, resources } }
        const page = { size: 10, descending: false, after: undefined }
        return (await store.listArtifacts(some, page)).items.map(({ name }) => name)
      }
      expect(await readable([OWNER], undefined)).toHaveLength(5)
      expect(await readable([id(99)], undefined)).toEqual([])
      expect(await readable(undefined, ['acme/p12', 'other'])).toEqual(['p12'])
      expect(await readable([OWNER], ['acme'])).toHaveLength(5)
      expect(await readable([OWNER], ['other'])).toEqual([])
      const visible = { ...filter, readable: PUBLIC_READABLE }
      expect((await store.listArtifacts(visible, { size: 3, descending: true, after: undefined })).items).toEqual([])
    })
  })

  describe('their commits and labels', () => {
    beforeEach(() => store.createArtifacts([value(10, 'plugin', 'one'), value(11, 'plugin', 'two')], 5))

    test('the same content again is the commit that is there', async () => {
      const [first] = await publish(id(10), 20)
      expect(await publish(id(10), 120, ['v1'])).toEqual([first])
      expect(await publish(id(11), 220)).not.toEqual([first])
      const label = await store.findArtifactLabelByName(id(10), 'v1')
      expect(label).toMatchObject({ commitId: id(20) })
      expect(await store.findArtifactLabelById('plugin', label?.id ?? '')).toEqual(label)
      expect(await store.findArtifactLabelById('policy', label?.id ?? '')).toBeUndefined()
    })

    test('a version of what was deleted is refused as a whole', async () => {
      await expect(publish(id(99), 20)).rejects.toMatchObject({ code: 'not_found' })
      expect(await store.findArtifactCommit('plugin', id(20))).toBeUndefined()
    })

    test('labels remember where they were', async () => {
      await publish(id(10), 20)
      await publish(id(10), 21)
      await publish(id(10), 22, ['main'], 22)
      const label = await store.findArtifactLabelByName(id(10), 'main')
      const history = async (more: { startCommitId?: string; onlyChangedDigests?: boolean }) => {
        const filter = { labelId: label?.id ?? '', startCommitId: undefined, onlyChangedDigests: false, ...more }
        const page = { size: 10, descending: true, after: undefined }
        return (await store.listArtifactLabelHistory(filter, page)).items.map((commit) => commit.id)
      }
      expect(await history({})).toEqual([22, 21, 20].map(id))
      expect(await history({ startCommitId: id(21) })).toEqual([21, 20].map(id))
      expect(await history({ onlyChangedDigests: true })).toEqual([22, 21, 20].map(id))
      const page = { size: 2, descending: false, after: undefined }
      const commits = await store.listArtifactCommits({ artifactId: id(10), idPrefix: '' }, page)
      expect(commits.items.map((commit) => commit.id)).toEqual([20, 21].map(id))
      expect(await store.listArtifactCommitsAfter(id(20), 5)).toHaveLength(2)
    })

    test('labels move only to commits of their own, and back from the archive', async () => {
      await publish(id(10), 20, ['main', 'v1'])
      await publish(id(10), 21)
      const change = { userId: USER, nowMs: 50 }
      const v1 = (commitId: string, artifactId = id(10)) =>
        store.moveArtifactLabels([{ artifactId, labelName: 'v1', newLabelId: id(500), commitId }], change)
      await expect(v1(id(20), id(11))).rejects.toMatchObject({ code: 'not_found' })
      const label = await store.findArtifactLabelByName(id(10), 'v1')
      await store.setArtifactLabelsArchived([label?.id ?? ''], true, change)
      const filter = { artifactId: id(10), commitId: undefined, nameContains: '', orderBy: 'created' } as const
      const page = { size: 10, descending: true, after: undefined }
      const names = async (archived: boolean) =>
        (await store.listArtifactLabels({ ...filter, archived }, page)).items.map(({ name }) => name)
      expect([await names(true), await names(false)]).toEqual([['v1'], ['main']])
      expect(await v1(id(21))).toMatchObject([{ id: label?.id, commitId: id(21), archivedAtMs: undefined }])
    })
  })
}
