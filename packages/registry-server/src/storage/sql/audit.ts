import { type Kysely, type Selectable, sql } from 'kysely'
import { hashAuditEvent } from '../../audit/event-hash.ts'
import type { AuditChain, AuditEventRecord, AuditFilter, AuditStore, NewAuditEvent } from '../audit-store.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { AuditEventsTable } from './audit-tables.ts'
import { inOneStep } from './in-one-step.ts'
import type { Tables } from './tables.ts'

/** The log's one row of `audit_chain`. */
const CHAIN = 1
/** Digits of an id in a page token. */
const ID_CHARS = 32

export function createAuditStore(db: Kysely<Tables>): AuditStore {
  return {
    appendAuditEvents: (events) => inOneStep(db, (tx) => appendEvents(tx, events)),
    listAuditEvents: (filter, page) => listEvents(db, filter, page),
    listAuditEventsAfter: (seq, limit) => listEventsAfter(db, seq, limit),
    getAuditChain: () => getChain(db),
    pruneAuditEvents: (request) => inOneStep(db, (tx) => pruneEvents(tx, request)),
  }
}

async function appendEvents(tx: Kysely<Tables>, events: readonly NewAuditEvent[]): Promise<void> {
  for (const event of events) {
    // Written first: whoever else appends waits here, so that the chain never forks.
    const chain = await tx
      .updateTable('audit_chain')
      .set((eb) => ({ head_seq: eb('head_seq', '+', 1) }))
      .where('id', '=', CHAIN)
      .returning(['head_seq as seq', 'head_hash as previousHash'])
      .executeTakeFirstOrThrow()
    const placed = { ...event, seq: chain.seq, previousHash: chain.previousHash }
    const hash = hashAuditEvent(placed)
    await tx
      .insertInto('audit_events')
      .values(toRow({ ...placed, hash }))
      .execute()
    await tx.updateTable('audit_chain').set({ head_hash: hash }).where('id', '=', CHAIN).execute()
  }
}

async function listEvents(db: Kysely<Tables>, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEventRecord>> {
  const { actorId, action, targetId, fromMs, toMs } = filter
  const direction = page.descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('audit_events')
    .selectAll()
    .where(behindEvent(page))
    .orderBy('at_ms', direction)
    .orderBy('seq', direction)
    .limit(page.size + 1)
  if (actorId !== undefined) query = query.where('actor_id', '=', actorId)
  if (action !== undefined) query = query.where('action', '=', action)
  if (targetId !== undefined) query = query.where('target_id', '=', targetId)
  if (fromMs !== undefined) query = query.where('at_ms', '>=', fromMs)
  if (toMs !== undefined) query = query.where('at_ms', '<=', toMs)
  const rows = await query.execute()
  return toPage(rows.map(toEvent), page.size, ({ atMs, seq }) => ({
    sortKey: atMs,
    id: String(seq).padStart(ID_CHARS, '0'),
  }))
}

/** As `behindCursor`, for rows whose id is a number. */
function behindEvent({ after, descending }: PageRequest) {
  if (after === undefined) return sql<boolean>`true`
  const comparison = sql.raw(descending ? '<' : '>')
  return sql<boolean>`(at_ms, seq) ${comparison} (${after.sortKey}, ${Number(after.id)})`
}

async function listEventsAfter(db: Kysely<Tables>, seq: number, limit: number): Promise<AuditEventRecord[]> {
  const rows = await db
    .selectFrom('audit_events')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(toEvent)
}

async function getChain(db: Kysely<Tables>): Promise<AuditChain> {
  const row = await db.selectFrom('audit_chain').selectAll().where('id', '=', CHAIN).executeTakeFirstOrThrow()
  return { headSeq: row.head_seq, headHash: row.head_hash, anchorSeq: row.anchor_seq, anchorHash: row.anchor_hash }
}

async function pruneEvents(
  tx: Kysely<Tables>,
  { beforeMs, limit, event }: Parameters<AuditStore['pruneAuditEvents']>[0],
): Promise<number> {
  const { anchorSeq } = await getChain(tx)
  const oldest = await tx
    .selectFrom('audit_events')
    .select(['seq', 'at_ms', 'hash'])
    .where('seq', '>', anchorSeq)
    .orderBy('seq')
    .limit(limit)
    .execute()
  // A clock that was set back may have made a later event look older: the chain loses its beginning and nothing else.
  const firstKept = oldest.findIndex(({ at_ms }) => at_ms >= beforeMs)
  const old = firstKept < 0 ? oldest : oldest.slice(0, firstKept)
  const last = old.at(-1)
  if (last === undefined) return 0
  await tx
    .updateTable('audit_chain')
    .set({ anchor_seq: last.seq, anchor_hash: last.hash })
    .where('id', '=', CHAIN)
    .execute()
  await tx.deleteFrom('audit_events').where('seq', '<=', last.seq).execute()
  const details = JSON.stringify({ count: old.length, hash: last.hash, seq: last.seq })
  await appendEvents(tx, [{ ...event, details }])
  return old.length
}

function toRow(event: AuditEventRecord): AuditEventsTable {
  return {
    seq: event.seq,
    at_ms: event.atMs,
    actor_id: event.actorId,
    actor_name: event.actorName,
    credential_id: event.credentialId,
    action: event.action,
    target_kind: event.targetKind,
    target_id: event.targetId,
    target_name: event.targetName,
    outcome: event.outcome,
    address: event.address,
    user_agent: event.userAgent,
    request_id: event.requestId,
    details: event.details,
    previous_hash: event.previousHash,
    hash: event.hash,
  }
}

function toEvent(row: Selectable<AuditEventsTable>): AuditEventRecord {
  return {
    seq: row.seq,
    atMs: row.at_ms,
    actorId: row.actor_id,
    actorName: row.actor_name,
    credentialId: row.credential_id,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    targetName: row.target_name,
    outcome: row.outcome,
    address: row.address,
    userAgent: row.user_agent,
    requestId: row.request_id,
    details: row.details,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}
