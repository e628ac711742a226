import type { Kysely } from 'kysely'
import { newId } from '../../new-id.ts'
import type { WebhookEvent } from '../webhook-store.ts'
import type { Tables } from './tables.ts'

/** Something that has happened to a module, in the transaction in which it happens. */
export interface ModuleEvent {
  readonly event: WebhookEvent
  readonly moduleId: string
  readonly userId: string
  readonly nowMs: number
  /** What is told beside module and user. */
  readonly data: Readonly<Record<string, string | null>>
}

/** Puts down for each webhook that wants to know what it is to be told. */
export async function addDeliveries(tx: Kysely<Tables>, what: ModuleEvent): Promise<void> {
  const { event, moduleId, userId, nowMs, data } = what
  const module = await tx
    .selectFrom('modules')
    .innerJoin('owners', 'owners.id', 'modules.owner_id')
    .select(['modules.name as name', 'owners.id as ownerId', 'owners.name as owner'])
    .where('modules.id', '=', moduleId)
    .executeTakeFirst()
  if (module === undefined) return
  const webhooks = await tx
    .selectFrom('webhooks')
    .select(['id', 'events'])
    .where('subject_id', 'in', [moduleId, module.ownerId, ''])
    .execute()
  const wanting = webhooks.filter(({ events }) => events.split(',').includes(event))
  if (wanting.length === 0) return
  const user = await tx.selectFrom('owners').select('name').where('id', '=', userId).executeTakeFirst()
  const payload = JSON.stringify({
    type: event,
    timestamp: new Date(nowMs).toISOString(),
    data: { owner: module.owner, module: module.name, user: user?.name ?? '', ...data },
  })
  for (const { id } of wanting) {
    await tx
      .insertInto('webhook_deliveries')
      .values({
        id: newId(),
        webhook_id: id,
        event,
        payload,
        state: 'pending',
        attempts: 0,
        due_at_ms: nowMs,
        created_at_ms: nowMs,
      })
      .execute()
  }
}

/** Forgets the webhooks of modules or owners that are deleted. */
export async function deleteWebhooksOf(tx: Kysely<Tables>, subjectIds: readonly string[]): Promise<void> {
  if (subjectIds.length > 0) await tx.deleteFrom('webhooks').where('subject_id', 'in', subjectIds).execute()
}
