import type { Generated } from 'kysely'
import type { DeliveryState, WebhookEvent } from '../webhook-store.ts'

export interface WebhooksTable {
  id: string
  subject_kind: 'module' | 'owner' | 'registry'
  /** Empty for the whole registry. */
  subject_id: string
  url: string
  /** Separated by commas. */
  events: string
  secret: string
  created_by_user_id: string
  created_at_ms: number
}

export interface WebhookDeliveriesTable {
  id: string
  webhook_id: string
  event: WebhookEvent
  payload: string
  state: DeliveryState
  attempts: number
  due_at_ms: number
  created_at_ms: number
}

export interface WebhookAttemptsTable {
  seq: Generated<number>
  delivery_id: string
  at_ms: number
  duration_ms: number
  status: number | null
  problem: string
}

/** Tables of webhooks. */
export interface WebhookTables {
  webhooks: WebhooksTable
  webhook_deliveries: WebhookDeliveriesTable
  webhook_attempts: WebhookAttemptsTable
}
