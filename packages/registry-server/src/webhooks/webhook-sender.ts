import { setTimeout as sleep } from 'node:timers/promises'
import {
  MAX_WEBHOOKS_AT_ONCE,
  WEBHOOK_KEEP_MS,
  WEBHOOK_POLL_MS,
  WEBHOOK_PRUNE_MS,
  WEBHOOK_RETRY_MS,
  WEBHOOK_TIMEOUT_MS,
} from '../limits.ts'
import type { DeliveryOutcome, DueDelivery, WebhookStore } from '../storage/webhook-store.ts'
import type { PostWebhook } from './post-webhook.ts'
import { signWebhook } from './sign-webhook.ts'

/** How long a message that a server is sending is left to it: an attempt, and the time to write it down. */
const LEASE_MS = WEBHOOK_TIMEOUT_MS + 5_000

export interface WebhookSenderDeps {
  readonly store: Pick<WebhookStore, 'claimDueDeliveries' | 'releaseDelivery' | 'recordAttempt' | 'pruneDeliveries'>
  readonly post: PostWebhook
  readonly now: () => number
  /** Told of what keeps deliveries from being read or written down. */
  readonly reportBug: (error: unknown) => void
}

/**
 * Sends what is due until the signal is aborted; what is under way then is given up, and due again. Several servers may
 * do so for one store: each message is sent by one of them, and by another one when that is gone. So a receiver may get
 * a message more than once, with the same id.
 */
export async function sendWebhooks(deps: WebhookSenderDeps, signal: AbortSignal): Promise<void> {
  const underWay = new Map<string, Promise<void>>()
  let pruneAtMs = deps.now()
  while (!signal.aborted) {
    try {
      if (deps.now() >= pruneAtMs) {
        pruneAtMs = deps.now() + WEBHOOK_PRUNE_MS
        await deps.store.pruneDeliveries(deps.now() - WEBHOOK_KEEP_MS)
      }
      const limit = MAX_WEBHOOKS_AT_ONCE - underWay.size
      const nowMs = deps.now()
      const due = limit > 0 ? await deps.store.claimDueDeliveries({ nowMs, untilMs: nowMs + LEASE_MS, limit }) : []
      for (const delivery of due) {
        const sending = sendWebhook(deps, delivery, signal)
          .catch(deps.reportBug)
          .finally(() => underWay.delete(delivery.id))
        underWay.set(delivery.id, sending)
      }
    } catch (error) {
      if (!signal.aborted) deps.reportBug(error)
    }
    await sleep(WEBHOOK_POLL_MS, undefined, { signal }).catch(() => {})
  }
  await Promise.all(underWay.values())
}

/** One attempt, written down with what follows from it. */
export async function sendWebhook(
  { store, post, now }: WebhookSenderDeps,
  { id, url, secret, payload, attempts }: DueDelivery,
  signal: AbortSignal,
): Promise<void> {
  const atMs = now()
  const { status, problem } = await post(url, signWebhook({ id, secret, body: payload, nowMs: atMs }), payload, signal)
  // Given up by us, not by the receiver.
  if (signal.aborted && status === undefined) return store.releaseDelivery(id, now())
  const outcome = outcomeOf(problem, attempts, now())
  await store.recordAttempt(id, { atMs, durationMs: Math.max(0, now() - atMs), status, problem }, outcome)
}

function outcomeOf(problem: string, attemptsBefore: number, nowMs: number): DeliveryOutcome {
  if (problem === '') return { state: 'delivered' }
  const delayMs = WEBHOOK_RETRY_MS[attemptsBefore]
  return delayMs === undefined ? { state: 'failed' } : { state: 'pending', dueAtMs: nowMs + delayMs }
}
