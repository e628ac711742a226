import { requireScope } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { MAX_WEBHOOKS_PER_SUBJECT } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import {
  type DeliveryRecord,
  WEBHOOK_EVENTS,
  type WebhookEvent,
  type WebhookRecord,
  type WebhookSubject,
} from '../storage/webhook-store.ts'
import { newWebhookSecret } from '../webhooks/sign-webhook.ts'
import { webhookUrlProblem } from '../webhooks/webhook-target.ts'
import { resolveOwner } from './owners.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import type { ModuleRef, OwnerRef } from './refs.ts'
import { resolveModule } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

/** Whose events; undefined means the whole registry. */
export type WebhookSubjectRef = { readonly module: ModuleRef } | { readonly owner: OwnerRef } | undefined

/** Makes a webhook; needs the scope admin. The secret is told this once. */
export async function createWebhook(
  context: ServiceContext,
  caller: Caller,
  request: { subject: WebhookSubjectRef; url: string; events: readonly WebhookEvent[] },
): Promise<{ webhook: WebhookRecord; secret: string }> {
  const principal = requireScope(caller, 'admin')
  const problem = webhookUrlProblem(request.url, context.webhookHosts)
  if (problem !== undefined) throw new RegistryError('invalid_argument', problem)
  const events = WEBHOOK_EVENTS.filter((event) => request.events.length === 0 || request.events.includes(event))
  const subject = await resolveSubject(context, caller, request.subject)
  const secret = newWebhookSecret()
  const webhook = { id: context.newId(), subject, url: request.url, events, secret, userId: principal.userId }
  const created = await context.store.createWebhook(webhook, MAX_WEBHOOKS_PER_SUBJECT, context.now())
  return { webhook: created, secret }
}

async function resolveSubject(
  context: ServiceContext,
  caller: Caller,
  ref: WebhookSubjectRef,
): Promise<WebhookSubject> {
  if (ref === undefined) return { kind: 'registry' }
  if ('module' in ref) return { kind: 'module', id: (await resolveModule(context, caller, ref.module)).id }
  return { kind: 'owner', id: (await resolveOwner(context, ref.owner)).id }
}

/** All webhooks, or those of one subject; needs the scope admin. */
export async function listWebhooks(
  context: ServiceContext,
  caller: Caller,
  filter: { subject: WebhookSubjectRef | 'any' },
  page: PageParameters,
): Promise<Page<WebhookRecord>> {
  requireScope(caller, 'admin')
  const subject = filter.subject === 'any' ? undefined : await resolveSubject(context, caller, filter.subject)
  return context.store.listWebhooks({ subject }, toPageRequest(page))
}

/** Deletes a webhook, with what it has not been told yet; needs the scope admin. */
export async function deleteWebhook(context: ServiceContext, caller: Caller, id: string): Promise<void> {
  requireScope(caller, 'admin')
  await context.store.deleteWebhook(id)
}

/** What a webhook was told or is to be told, with every attempt; needs the scope admin. */
export async function listDeliveries(
  context: ServiceContext,
  caller: Caller,
  webhookId: string,
  page: PageParameters,
): Promise<Page<DeliveryRecord>> {
  requireScope(caller, 'admin')
  if ((await context.store.findWebhook(webhookId)) === undefined) {
    throw new RegistryError('not_found', `there is no webhook with the id ${webhookId}`)
  }
  return context.store.listDeliveries({ webhookId }, toPageRequest(page))
}

/** Sends a message once more, whatever became of it; needs the scope admin. */
export async function redeliver(context: ServiceContext, caller: Caller, id: string): Promise<DeliveryRecord> {
  requireScope(caller, 'admin')
  await context.store.redeliver(id, context.now())
  const delivery = await context.store.findDelivery(id)
  if (delivery === undefined) throw new RegistryError('not_found', `there is no delivery with the id ${id}`)
  return delivery
}
