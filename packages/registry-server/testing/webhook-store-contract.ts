import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../src/storage/store.ts'
import type { WebhookEvent, WebhookSubject } from '../src/storage/webhook-store.ts'

const id = (n: number) => n.toString(16).padStart(32, '0')
const USER = id(1)
const OWNER = id(2)
const MODULE = id(3)
const PAGE = { size: 10, descending: true, after: undefined }

/** What every store must do for webhooks, whatever database it is on. */
export function webhookStoreContract(makeStore: () => Promise<Store>): void {
  let store: Store
  let webhooks = 0
  beforeEach(async () => {
    store = await makeStore()
    await store.ensureUser({ id: USER, name: 'admin', userType: 'standard', registryRole: 'admin' }, 1)
    await store.createOrganizations([{ id: OWNER, name: 'acme', description: '', url: '' }], 1)
    const module = {
      id: MODULE,
      ownerName: 'acme',
      newOwnerId: undefined,
      name: 'orders',
      visibility: 'private',
    } as const
    await store.createModules([{ ...module, description: '', url: '', defaultLabelName: 'main' }], 1)
  })
  afterEach(() => store.close())

  const claim = (nowMs: number, untilMs = nowMs, limit = 10) => store.claimDueDeliveries({ nowMs, untilMs, limit })
  const hook = (subject: WebhookSubject, events: WebhookEvent[] = ['commit.pushed', 'label.moved'], max = 5) => {
    const webhook = { id: id(100 + ++webhooks), subject, url: 'https://a.example', events, secret: 's', userId: USER }
    return store.createWebhook(webhook, max, 10 + webhooks)
  }
  const push = (n: number, expectedHead?: string) =>
    store.publish({
      commits: [
        {
          id: id(n),
          moduleId: MODULE,
          filesDigest: 'f',
          b5: `b5-${n}`,
          b4: 'b',
          v1BufYaml: Buffer.from(''),
          v1BufLock: undefined,
          sourceControlUrl: '',
          dependencyIds: [],
        },
      ],
      labelMoves: [
        {
          moduleId: MODULE,
          labelName: 'main',
          newLabelId: id(50),
          commitId: id(n),
          expectedHead,
          expectedPolicyRevision: 0,
          unique: { types: false, paths: false },
          symbols: undefined,
          retired: undefined,
          decision: {
            id: id(n + 1000),
            moduleId: MODULE,
            moduleName: 'acme/orders',
            labelName: 'main',
            outcome: 'accepted',
            commitId: id(n),
            againstCommitId: expectedHead,
            contentDigest: 'x',
            userId: USER,
            policyDigest: 'p',
            engineVersion: '1',
            findings: '[]',
            findingCount: 0,
          },
        },
      ],
      userId: USER,
      nowMs: 1000 + n,
      symbolsVersion: 1,
    })

  describe('webhooks', () => {
    test('are told in the step of the push: of the module, its owner, or everything', async () => {
      const module = await hook({ kind: 'module', id: MODULE }, ['label.moved'])
      const owner = await hook({ kind: 'owner', id: OWNER }, ['commit.pushed'])
      const all = await hook({ kind: 'registry' })
      await hook({ kind: 'module', id: id(99) })
      expect(await push(20)).toBe('published')
      expect(await push(21, id(77))).toBe('conflict')
      const events = async (webhookId: string) =>
        (await store.listDeliveries({ webhookId }, PAGE)).items.map(({ event }) => event).sort()
      expect(await events(module.id)).toEqual(['label.moved'])
      expect(await events(owner.id)).toEqual(['commit.pushed'])
      expect(await events(all.id)).toEqual(['commit.pushed', 'label.moved'])
      const [delivery] = (await store.listDeliveries({ webhookId: module.id }, PAGE)).items
      expect(JSON.parse(delivery?.payload ?? '')).toEqual({
        type: 'label.moved',
        timestamp: '1970-01-01T00:00:01.020Z',
        data: {
          owner: 'acme',
          module: 'orders',
          user: 'admin',
          label: 'main',
          commit_id: id(20),
          previous_commit_id: null,
        },
      })
    })

    test('have a most for each subject, and pages', async () => {
      await hook({ kind: 'registry' }, undefined, 2)
      await hook({ kind: 'registry' }, undefined, 2)
      await expect(hook({ kind: 'registry' }, undefined, 2)).rejects.toMatchObject({ code: 'resource_exhausted' })
      const owner = await hook({ kind: 'owner', id: OWNER }, undefined, 2)
      const first = await store.listWebhooks({ subject: undefined }, { ...PAGE, size: 2 })
      const second = await store.listWebhooks({ subject: undefined }, { ...PAGE, size: 2, after: first.next })
      expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(3)
      expect((await store.listWebhooks({ subject: { kind: 'owner', id: OWNER } }, PAGE)).items).toEqual([owner])
    })

    test('go with what they are about', async () => {
      const webhook = await hook({ kind: 'module', id: MODULE })
      await push(20)
      await store.deleteModules([MODULE])
      expect(await store.findWebhook(webhook.id)).toBeUndefined()
      expect(await claim(9_999)).toEqual([])
      await hook({ kind: 'owner', id: OWNER })
      await store.deleteOrganizations([OWNER])
      expect((await store.listWebhooks({ subject: undefined }, PAGE)).items).toEqual([])
    })
  })

  describe('deliveries', () => {
    test('are due until they are taken or given up, and can be asked for again', async () => {
      const webhook = await hook({ kind: 'registry' }, ['label.moved'])
      await push(20)
      expect(await claim(1_019)).toEqual([])
      const [due] = await claim(1_020)
      expect(due).toMatchObject({ url: 'https://a.example', secret: 's', attempts: 0 })
      const delivery = due?.id ?? ''
      const attempt = { atMs: 1_030, durationMs: 5, status: 500, problem: 'answered 500' }
      await store.recordAttempt(delivery, attempt, { state: 'pending', dueAtMs: 2_000 })
      expect(await claim(1_999)).toEqual([])
      expect(await claim(2_000)).toMatchObject([{ id: delivery, attempts: 1 }])
      await store.recordAttempt(delivery, { ...attempt, status: undefined }, { state: 'failed' })
      expect(await claim(9_999)).toEqual([])
      expect(await store.findDelivery(delivery)).toMatchObject({
        state: 'failed',
        dueAtMs: undefined,
        attempts: [{ status: 500 }, { status: undefined }],
      })
      await store.redeliver(delivery, 3_000)
      expect(await claim(3_000)).toMatchObject([{ id: delivery, attempts: 0 }])
      await store.recordAttempt(delivery, { ...attempt, status: 200, problem: '' }, { state: 'delivered' })
      expect((await store.findDelivery(delivery))?.attempts).toHaveLength(3)
      await expect(store.redeliver(id(9), 1)).rejects.toMatchObject({ code: 'not_found' })
      await store.pruneDeliveries(1_020)
      expect(await store.findDelivery(delivery)).toBeDefined()
      await store.pruneDeliveries(1_021)
      expect(await store.findDelivery(delivery)).toBeUndefined()
      await store.deleteWebhook(webhook.id)
      await expect(store.deleteWebhook(webhook.id)).rejects.toMatchObject({ code: 'not_found' })
    })

    test('that one server has claimed are not due for another, unless it gives them back or is taken for dead', async () => {
      await hook({ kind: 'registry' }, ['label.moved'])
      await push(20)
      const [due] = await claim(2_000, 3_000)
      expect(due).toBeDefined()
      expect(await claim(2_999)).toEqual([])
      await store.releaseDelivery(due?.id ?? '', 2_500)
      expect(await claim(2_500, 3_500)).toHaveLength(1)
      expect(await claim(3_499)).toEqual([])
      expect(await claim(3_500)).toHaveLength(1)
    })

    test('that many servers claim at once go to one of them each', async () => {
      for (let i = 0; i < 5; i++) await hook({ kind: 'registry' })
      await push(20)
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim(2_000, 3_000, 3)))
      const ids = claims.flat().map((delivery) => delivery.id)
      expect(new Set(ids).size).toBe(ids.length)
      const rest = await claim(2_000, 3_000, 100)
      expect(ids.length + rest.length).toBe(10)
    })

    test('of a webhook that is deleted meanwhile are forgotten', async () => {
      const webhook = await hook({ kind: 'registry' })
      await push(20)
      const [due] = await claim(9_999)
      await store.deleteWebhook(webhook.id)
      const attempt = { atMs: 1, durationMs: 1, status: 200, problem: '' }
      await store.recordAttempt(due?.id ?? '', attempt, { state: 'delivered' })
      expect(await store.findDelivery(due?.id ?? '')).toBeUndefined()
    })
  })
}
