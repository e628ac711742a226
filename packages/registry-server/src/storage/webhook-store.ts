import type { Page, PageRequest } from './page.ts'

/** What a webhook is told: a new commit, or that a label points elsewhere. */
export const WEBHOOK_EVENTS = ['commit.pushed', 'label.moved'] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Whose events: those of one module, of all modules of an owner, or all. */
export type WebhookSubject =
  | { readonly kind: 'module'; readonly id: string }
  | { readonly kind: 'owner'; readonly id: string }
  | { readonly kind: 'registry' }

/** Times are milliseconds since the epoch. */
export interface WebhookRecord {
  readonly id: string
  readonly subject: WebhookSubject
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly createdByUserId: string
  readonly createdAtMs: number
}

export interface NewWebhook {
  readonly id: string
  readonly subject: WebhookSubject
  readonly url: string
  readonly events: readonly WebhookEvent[]
  /** Signs what is sent: so it is kept as it is. */
  readonly secret: string
  readonly userId: string
}

export type DeliveryState = 'pending' | 'delivered' | 'failed'

export interface DeliveryAttempt {
  readonly atMs: number
  readonly durationMs: number
  /** Undefined when there was no answer. */
  readonly status: number | undefined
  /** Empty when it was taken. */
  readonly problem: string
}

export interface DeliveryRecord {
  readonly id: string
  readonly webhookId: string
  readonly event: WebhookEvent
  /** JSON, the body. */
  readonly payload: string
  readonly state: DeliveryState
  /** When it is sent next, or, while it is being sent, when another server would take it over; undefined when it is not. */
  readonly dueAtMs: number | undefined
  readonly createdAtMs: number
  /** Oldest first. */
  readonly attempts: readonly DeliveryAttempt[]
}

/** A delivery with all that it takes to send it. */
export interface DueDelivery {
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly payload: string
  /** Attempts since it was made or asked for again. */
  readonly attempts: number
}

export type DeliveryOutcome =
  | { readonly state: 'delivered' }
  | { readonly state: 'failed' }
  | { readonly state: 'pending'; readonly dueAtMs: number }

/** The part of the store that keeps webhooks and what is to be sent. The rules of `Store` hold here, too. */
export interface WebhookStore {
  /** `resource_exhausted` when the subject has `max` webhooks. */
  createWebhook(webhook: NewWebhook, max: number, nowMs: number): Promise<WebhookRecord>
  findWebhook(id: string): Promise<WebhookRecord | undefined>
  /** Those of one subject, or all. */
  listWebhooks(filter: { subject: WebhookSubject | undefined }, page: PageRequest): Promise<Page<WebhookRecord>>
  /** With its deliveries. `not_found` when there is none. */
  deleteWebhook(id: string): Promise<void>

  listDeliveries(filter: { webhookId: string }, page: PageRequest): Promise<Page<DeliveryRecord>>
  findDelivery(id: string): Promise<DeliveryRecord | undefined>
  /** Sends it once more, with all its attempts before it. `not_found` when there is none. */
  redeliver(id: string, nowMs: number): Promise<void>
  /**
   * What is to be sent by now, the longest due first, for the caller to send: it is due for nobody else before `untilMs`,
   * by which an attempt is recorded, or the sender is taken for dead.
   */
  claimDueDeliveries(claim: { nowMs: number; untilMs: number; limit: number }): Promise<DueDelivery[]>
  /** Makes what was claimed and not sent due again. */
  releaseDelivery(id: string, nowMs: number): Promise<void>
  /** Does nothing when the webhook has been deleted meanwhile. */
  recordAttempt(id: string, attempt: DeliveryAttempt, outcome: DeliveryOutcome): Promise<void>
  /** Forgets what was made before and is not to be sent any more. */
  pruneDeliveries(beforeMs: number): Promise<void>
}
