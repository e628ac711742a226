import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeDatabase } from '../../../testing/database-file.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { openSqliteStore } from '../../storage/sqlite/sqlite-store.ts'
import type { Store } from '../../storage/store.ts'
import { pruneAuditLog } from './prune-audit-log.ts'
import { verifyAuditLog } from './verify-audit-log.ts'

describe('the audit log', () => {
  let folder: string
  let path: string
  let store: Store
  let nowMs: number
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wireproof-audit-'))
    path = join(folder, 'registry.sqlite')
    store = openSqliteStore({ path, nowMs: 0 })
    nowMs = 0
    for (let i = 0; i < 6; i++) await record()
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  const now = () => ++nowMs
  const record = () => recordEvent({ store, now }, { action: 'policy.changed', actor: undefined })
  const problems = async () => (await verifyAuditLog({ store })).problems

  test('is sound as it was written', async () => {
    const { headHash } = await store.getAuditChain()
    expect(await verifyAuditLog({ store })).toEqual({ events: 6, headHash, problems: [] })
  })

  test.each([
    ['changed', "UPDATE audit_events SET actor_name = 'nobody' WHERE seq = 3"],
    ['deleted', 'DELETE FROM audit_events WHERE seq = 3'],
    ['replaced', 'INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events WHERE seq = 6'],
    [
      'put in between',
      "INSERT INTO audit_events SELECT 9, at_ms, '', '', '', action, '', '', '', outcome, '', '', '', details, previous_hash, hash FROM audit_events WHERE seq = 3",
    ],
    ['cut off', 'UPDATE audit_chain SET head_seq = 3'],
    ['started anew', 'DELETE FROM audit_chain'],
  ])('the database itself refuses that an event is %s', (_, sql) => {
    expect(() => changeDatabase(path, sql)).toThrow('append-only')
  })

  test.each([
    [
      'an event was changed',
      "UPDATE audit_events SET actor_name = 'nobody' WHERE seq = 3",
      'event 3 of the audit log was changed',
    ],
    ['an event is gone', 'DELETE FROM audit_events WHERE seq = 3', 'the audit log has no event 3; after 2 comes 4'],
    ['the end is gone', 'DELETE FROM audit_events WHERE seq > 4', 'ends at event 4; those up to 6 are missing'],
    [
      'the beginning is gone',
      'DELETE FROM audit_events WHERE seq < 3',
      'the audit log has no event 1; after 0 comes 3',
    ],
    [
      'the beginning is gone and the anchor was moved',
      `DELETE FROM audit_events WHERE seq < 3;
       UPDATE audit_chain SET anchor_seq = 2, anchor_hash = (SELECT previous_hash FROM audit_events WHERE seq = 3)`,
      'no event says that those before were pruned',
    ],
    [
      'the hash was made to fit',
      "UPDATE audit_events SET actor_name = 'nobody', hash = 'ff' WHERE seq = 3",
      'event 3 of the audit log was changed',
    ],
    [
      'the head is another one',
      "UPDATE audit_chain SET head_hash = 'ff'",
      'event 6 of the audit log is not the one that was last written',
    ],
  ])('says so when %s and where', async (_, sql, problem) => {
    changeDatabase(path, sql, { withoutTriggers: true })
    expect((await problems())[0]).toContain(problem)
  })

  test('is sound after it was pruned, and the pruning is an event', async () => {
    nowMs = 100
    expect(await pruneAuditLog({ store, now }, 97, new AbortController().signal)).toBe(3)
    expect(await problems()).toEqual([])
    await record()
    expect(await verifyAuditLog({ store })).toMatchObject({ events: 5, problems: [] })
    expect(await pruneAuditLog({ store, now }, 97, new AbortController().signal)).toBeGreaterThan(0)
    expect(await problems()).toEqual([])
  })

  test('is as long as many pages', async () => {
    for (let i = 0; i < 30; i++) {
      await recordEvent(
        { store, now },
        ...Array.from({ length: 40 }, () => ({ action: 'policy.changed' as const, actor: undefined })),
      )
    }
    expect(await verifyAuditLog({ store })).toMatchObject({ events: 1206, problems: [] })
  })
})
