import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashAuditEvent, NO_HASH } from '../src/audit/event-hash.ts'
import type { NewAuditEvent } from '../src/storage/audit-store.ts'
import type { Store } from '../src/storage/store.ts'

const EVERYTHING = { actorId: undefined, action: undefined, targetId: undefined, fromMs: undefined, toMs: undefined }

function event(atMs: number, fields: Partial<NewAuditEvent> = {}): NewAuditEvent {
  return {
    atMs,
    actorId: 'a'.repeat(32),
    actorName: 'ann',
    credentialId: 'c'.repeat(32),
    action: 'module.deleted',
    targetKind: 'module',
    targetId: 'b'.repeat(32),
    targetName: 'acme/orders',
    outcome: 'succeeded',
    address: '192.0.2.1',
    userAgent: 'a client',
    requestId: 'd'.repeat(32),
    details: '{}',
    ...fields,
  }
}

/** What every store of the audit log does, whichever database is below it. */
export function auditStoreContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  test('events stand in one chain from the first to the head', async () => {
    expect(await store.getAuditChain()).toEqual({ headSeq: 0, headHash: NO_HASH, anchorSeq: 0, anchorHash: NO_HASH })
    await store.appendAuditEvents([event(1), event(2)])
    await Promise.all([store.appendAuditEvents([event(3)]), store.appendAuditEvents([event(4)])])
    const events = await store.listAuditEventsAfter(0, 10)
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    let previousHash = NO_HASH
    for (const one of events) {
      expect(one.previousHash).toBe(previousHash)
      expect(one.hash).toBe(hashAuditEvent(one))
      previousHash = one.hash
    }
    expect(await store.getAuditChain()).toMatchObject({ headSeq: 4, headHash: previousHash })
    expect(await store.listAuditEventsAfter(2, 1)).toEqual([events[2]])
  })

  test('many who append at once stand in one line, and nobody is turned away', async () => {
    const organization = (n: number) => ({
      id: n.toString(16).padStart(32, '0'),
      name: `org${n}`,
      description: '',
      url: '',
    })
    const change = (n: number) =>
      store.inOneStep(async (step) => {
        await step.createOrganizations([organization(n)], n)
        await step.appendAuditEvents([event(n)])
      })
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? change(n) : store.appendAuditEvents([event(n)]))),
    )
    const events = await store.listAuditEventsAfter(0, 100)
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
    expect(events.slice(1).every(({ previousHash }, n) => previousHash === events[n]?.hash)).toBe(true)
  })

  test('an event comes back as it was given', async () => {
    const given = event(1, { actorName: 'Ünïcode 🦀 "quoted"', details: '{"count":3}' })
    await store.appendAuditEvents([given])
    const [back] = await store.listAuditEventsAfter(0, 1)
    expect(back).toMatchObject(given)
    expect(back && hashAuditEvent(back)).toBe(back?.hash)
  })

  test('events are found by actor, action, target and time, in pages, by time both ways', async () => {
    await store.appendAuditEvents([
      event(10),
      event(20, { actorId: 'e'.repeat(32) }),
      event(20, { action: 'module.created' }),
      event(30, { targetId: 'f'.repeat(32) }),
    ])
    const seqs = async (filter: Partial<typeof EVERYTHING>, descending = true) => {
      const found: number[] = []
      for (let after: { sortKey: number; id: string } | undefined; ; ) {
        const page = await store.listAuditEvents({ ...EVERYTHING, ...filter }, { size: 1, descending, after })
        found.push(...page.items.map(({ seq }) => seq))
        after = page.next
        if (after === undefined) return found
      }
    }
    expect(await seqs({})).toEqual([4, 3, 2, 1])
    expect(await seqs({}, false)).toEqual([1, 2, 3, 4])
    expect(await seqs({ actorId: 'e'.repeat(32) } as object)).toEqual([2])
    expect(await seqs({ action: 'module.created' } as object)).toEqual([3])
    expect(await seqs({ targetId: 'f'.repeat(32) } as object)).toEqual([4])
    expect(await seqs({ fromMs: 20, toMs: 20 } as object)).toEqual([3, 2])
    expect(await seqs({ fromMs: 11, toMs: 30, action: 'module.deleted' } as object)).toEqual([4, 2])
  })

  test('pruning takes the beginning and leaves a chain that starts behind it', async () => {
    await store.appendAuditEvents([event(1), event(2), event(30), event(4)])
    const before = await store.listAuditEventsAfter(0, 10)
    const prune = (beforeMs: number, limit = 10) =>
      store.pruneAuditEvents({ beforeMs, limit, event: event(50, { action: 'audit.pruned' }) })
    expect(await prune(1)).toBe(0)
    expect(await prune(10, 1)).toBe(1)
    // The fourth is older, and stands behind one that is not.
    expect(await prune(10)).toBe(1)
    const events = await store.listAuditEventsAfter(0, 10)
    expect(events.map(({ seq }) => seq)).toEqual([3, 4, 5, 6])
    expect(await store.getAuditChain()).toMatchObject({ anchorSeq: 2, anchorHash: before[1]?.hash, headSeq: 6 })
    expect(events[0]?.previousHash).toBe(before[1]?.hash)
    expect(JSON.parse(events.at(-1)?.details ?? '')).toEqual({ count: 1, hash: before[1]?.hash, seq: 2 })
  })

  test('a change and its event are one step: both are there, or neither', async () => {
    const organization = { id: '1'.repeat(32), name: 'acme', description: '', url: '' }
    await store.inOneStep(async (step) => {
      await step.createOrganizations([organization], 1)
      await step.appendAuditEvents([event(1)])
    })
    expect(await store.findOwnerByName('acme')).toBeDefined()
    const failing = store.inOneStep(async (step) => {
      await step.createOrganizations([{ ...organization, id: '2'.repeat(32), name: 'other' }], 2)
      await step.appendAuditEvents([event(2)])
      throw new Error('the step fails at its end')
    })
    await expect(failing).rejects.toThrow('at its end')
    expect(await store.findOwnerByName('other')).toBeUndefined()
    expect(await store.listAuditEventsAfter(0, 10)).toHaveLength(1)
  })

  test('a part of a step that fails has changed nothing, though the step goes on', async () => {
    const organization = (digit: string, name: string) => ({ id: digit.repeat(32), name, description: '', url: '' })
    await store.inOneStep(async (step) => {
      await step.createOrganizations([organization('1', 'acme')], 1)
      const clashing = step.createOrganizations([organization('2', 'other'), organization('3', 'acme')], 2)
      await expect(clashing).rejects.toMatchObject({ code: 'already_exists' })
      await step.createOrganizations([organization('4', 'third')], 3)
    })
    expect(await store.findOwnerByName('acme')).toBeDefined()
    expect(await store.findOwnerByName('other')).toBeUndefined()
    expect(await store.findOwnerByName('third')).toBeDefined()
  })
}
