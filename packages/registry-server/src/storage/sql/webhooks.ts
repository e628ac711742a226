import { type Kysely, type Selectable, sql } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type {
  DeliveryAttempt,
  DeliveryOutcome,
  DeliveryRecord,
  DueDelivery,
  NewWebhook,
  WebhookEvent,
  WebhookRecord,
  WebhookStore,
  WebhookSubject,
} from '../webhook-store.ts'
import { engineOf } from './engine-of.ts'
import { behindCursor } from './keyset.ts'
import type { Tables } from './tables.ts'
import type { WebhookDeliveriesTable, WebhooksTable } from './webhook-tables.ts'

/** The parts of the store that keep webhooks and what is to be sent. */
export function createWebhookStore(db: Kysely<Tables>): WebhookStore {
  return {
    createWebhook: (webhook, max, nowMs) => createWebhook(db, webhook, max, nowMs),
    findWebhook: (id) => findWebhook(db, id),
    listWebhooks: (filter, page) => listWebhooks(db, filter, page),
    deleteWebhook: (id) => deleteWebhook(db, id),
    listDeliveries: (filter, page) => listDeliveries(db, filter, page),
    findDelivery: (id) => findDelivery(db, id),
    redeliver: (id, nowMs) => redeliver(db, id, nowMs),
    claimDueDeliveries: (claim) => claimDueDeliveries(db, claim),
    releaseDelivery: (id, nowMs) => releaseDelivery(db, id, nowMs),
    recordAttempt: (id, attempt, outcome) => recordAttempt(db, id, attempt, outcome),
    pruneDeliveries: (beforeMs) => pruneDeliveries(db, beforeMs),
  }
}

function toWebhook(row: Selectable<WebhooksTable>): WebhookRecord {
  return {
    id: row.id,
    subject: row.subject_kind === 'registry' ? { kind: 'registry' } : { kind: row.subject_kind, id: row.subject_id },
    url: row.url,
    events: row.events.split(',') as WebhookEvent[],
    createdByUserId: row.created_by_user_id,
    createdAtMs: row.created_at_ms,
  }
}

function subjectId(subject: WebhookSubject): string {
  return subject.kind === 'registry' ? '' : subject.id
}

function createWebhook(db: Kysely<Tables>, webhook: NewWebhook, max: number, nowMs: number): Promise<WebhookRecord> {
  return db.transaction().execute(async (tx) => {
    const { count } = await tx
      .selectFrom('webhooks')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('subject_id', '=', subjectId(webhook.subject))
      .executeTakeFirstOrThrow()
    if (count >= max) {
      throw new RegistryError('resource_exhausted', `there are ${count} webhooks already, the most; delete one first`)
    }
    const row = await tx
      .insertInto('webhooks')
      .values({
        id: webhook.id,
        subject_kind: webhook.subject.kind,
        subject_id: subjectId(webhook.subject),
        url: webhook.url,
        events: webhook.events.join(','),
        secret: webhook.secret,
        created_by_user_id: webhook.userId,
        created_at_ms: nowMs,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return toWebhook(row)
  })
}

async function findWebhook(db: Kysely<Tables>, id: string): Promise<WebhookRecord | undefined> {
  const row = await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toWebhook(row)
}

async function listWebhooks(
  db: Kysely<Tables>,
  { subject }: { subject: WebhookSubject | undefined },
  page: PageRequest,
): Promise<Page<WebhookRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('webhooks')
    .selectAll()
    .where((eb) => behindCursor(eb, 'created_at_ms', 'id', page))
    .orderBy('created_at_ms', direction)
    .orderBy('id', direction)
    .limit(page.size + 1)
  if (subject !== undefined) query = query.where('subject_id', '=', subjectId(subject))
  const rows = await query.execute()
  return toPage(rows.map(toWebhook), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

async function deleteWebhook(db: Kysely<Tables>, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('webhooks').where('id', '=', id).executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new RegistryError('not_found', `there is no webhook with the id ${id}`)
}

async function withAttempts(
  db: Kysely<Tables>,
  rows: readonly Selectable<WebhookDeliveriesTable>[],
): Promise<DeliveryRecord[]> {
  const ids = rows.map(({ id }) => id)
  const attempts =
    ids.length === 0
      ? []
      : await db.selectFrom('webhook_attempts').selectAll().where('delivery_id', 'in', ids).orderBy('seq').execute()
  return rows.map((row) => ({
    id: row.id,
    webhookId: row.webhook_id,
    event: row.event,
    payload: row.payload,
    state: row.state,
    dueAtMs: row.state === 'pending' ? row.due_at_ms : undefined,
    createdAtMs: row.created_at_ms,
    attempts: attempts
      .filter(({ delivery_id }) => delivery_id === row.id)
      .map(({ at_ms, duration_ms, status, problem }): DeliveryAttempt => {
        return { atMs: at_ms, durationMs: duration_ms, status: status ?? undefined, problem }
      }),
  }))
}

async function listDeliveries(
  db: Kysely<Tables>,
  { webhookId }: { webhookId: string },
  page: PageRequest,
): Promise<Page<DeliveryRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  const rows = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where((eb) => behindCursor(eb, 'created_at_ms', 'id', page))
    .orderBy('created_at_ms', direction)
    .orderBy('id', direction)
    .limit(page.size + 1)
    .execute()
  const { items, next } = toPage(rows, page.size, ({ created_at_ms, id }) => ({ sortKey: created_at_ms, id }))
  return { items: await withAttempts(db, items), next }
}

async function findDelivery(db: Kysely<Tables>, id: string): Promise<DeliveryRecord | undefined> {
  const rows = await db.selectFrom('webhook_deliveries').selectAll().where('id', '=', id).execute()
  return (await withAttempts(db, rows))[0]
}

async function redeliver(db: Kysely<Tables>, id: string, nowMs: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', attempts: 0, due_at_ms: nowMs })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new RegistryError('not_found', `there is no delivery with the id ${id}`)
}

function selectDue(db: Kysely<Tables>, nowMs: number) {
  return db
    .selectFrom('webhook_deliveries')
    .innerJoin('webhooks', 'webhooks.id', 'webhook_deliveries.webhook_id')
    .select([
      'webhook_deliveries.id as id',
      'webhooks.url as url',
      'webhooks.secret as secret',
      'webhook_deliveries.payload as payload',
      'webhook_deliveries.attempts as attempts',
    ])
    .where('webhook_deliveries.state', '=', 'pending')
    .where('webhook_deliveries.due_at_ms', '<=', nowMs)
    .orderBy('webhook_deliveries.due_at_ms')
}

async function claimDueDeliveries(
  db: Kysely<Tables>,
  { nowMs, untilMs, limit }: { nowMs: number; untilMs: number; limit: number },
): Promise<DueDelivery[]> {
  // Asked for twice a second, and mostly nothing is due: then nothing is written.
  if ((await selectDue(db, nowMs).limit(1).execute()).length === 0) return []
  return db.transaction().execute(async (tx) => {
    const due = await selectDue(tx, nowMs)
      .limit(limit)
      // What another server is taking at this moment is not waited for. SQLite has one writer at a time.
      .$if(engineOf(tx) === 'postgres', (query) => query.forUpdate('webhook_deliveries').skipLocked())
      .execute()
    const ids = due.map(({ id }) => id)
    if (ids.length > 0) {
      await tx.updateTable('webhook_deliveries').set({ due_at_ms: untilMs }).where('id', 'in', ids).execute()
    }
    return due
  })
}

async function releaseDelivery(db: Kysely<Tables>, id: string, nowMs: number): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ due_at_ms: nowMs })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute()
}

function recordAttempt(
  db: Kysely<Tables>,
  id: string,
  attempt: DeliveryAttempt,
  outcome: DeliveryOutcome,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('webhook_deliveries')
      .set({
        state: outcome.state,
        attempts: sql<number>`attempts + 1`,
        ...(outcome.state === 'pending' ? { due_at_ms: outcome.dueAtMs } : {}),
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return
    const { atMs, durationMs, status, problem } = attempt
    await tx
      .insertInto('webhook_attempts')
      .values({ delivery_id: id, at_ms: atMs, duration_ms: durationMs, status: status ?? null, problem })
      .execute()
  })
}

async function pruneDeliveries(db: Kysely<Tables>, beforeMs: number): Promise<void> {
  await db
    .deleteFrom('webhook_deliveries')
    .where('state', 'in', ['delivered', 'failed'])
    .where('created_at_ms', '<', beforeMs)
    .execute()
}
