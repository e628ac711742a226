import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../auth/access.ts'
import type { Caller, Principal } from '../auth/principal.ts'
import { hasRight, REGISTRY, type Subject } from '../auth/rights.ts'
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

/** Makes a webhook; needs the right to maintain what it is for. The secret is told this once. */
export async function createWebhook(
  context: ServiceContext,
  caller: Caller,
  request: { subject: WebhookSubjectRef; url: string; events: readonly WebhookEvent[] },
): Promise<{ webhook: WebhookRecord; secret: string }> {
  const principal = requireSignedIn(caller)
  const { subject, holder } = await resolveSubject(context, principal, request.subject)
  requireRight(principal, 'maintain', holder)
  const problem = webhookUrlProblem(request.url, context.webhookHosts)
  if (problem !== undefined) throw new RegistryError('invalid_argument', problem)
  const events = WEBHOOK_EVENTS.filter((event) => request.events.length === 0 || request.events.includes(event))
  const secret = newWebhookSecret()
  const webhook = { id: context.newId(), subject, url: request.url, events, secret, userId: principal.userId }
  const created = await recordChange(
    context,
    (store) => store.createWebhook(webhook, MAX_WEBHOOKS_PER_SUBJECT, context.now()),
    ({ id }) => ({
      action: 'webhook.created',
      actor: principal,
      target: { kind: 'webhook', id, name: '' },
      details: { host: new URL(request.url).host },
    }),
  )
  return { webhook: created, secret }
}

async function resolveSubject(
  context: ServiceContext,
  principal: Principal,
  ref: WebhookSubjectRef,
): Promise<{ subject: WebhookSubject; holder: Subject }> {
  if (ref === undefined) return { subject: { kind: 'registry' }, holder: REGISTRY }
  if ('module' in ref) {
    const module = await resolveModule(context, principal, ref.module)
    return { subject: { kind: 'module', id: module.id }, holder: module }
  }
  const { id, name } = await resolveOwner(context, ref.owner)
  return { subject: { kind: 'owner', id }, holder: { ownerId: id, ownerName: name } }
}

/** The webhook, for those who may maintain what it is for: to all others it does not exist. */
async function requireWebhook(context: ServiceContext, caller: Caller, id: string): Promise<Principal> {
  const principal = requireSignedIn(caller)
  const webhook = await context.store.findWebhook(id)
  const holder = webhook && (await findHolder(context, webhook.subject))
  if (holder !== undefined && hasRight(principal, 'maintain', holder)) return principal
  throw new RegistryError('not_found', `there is no webhook with the id ${id}`)
}

async function findHolder({ store }: ServiceContext, subject: WebhookSubject): Promise<Subject | undefined> {
  if (subject.kind === 'registry') return REGISTRY
  if (subject.kind === 'module') return store.findModuleById(subject.id)
  const owner = await store.findOwnerById(subject.id)
  return owner && { ownerId: owner.id, ownerName: owner.name }
}

/** All webhooks, for administrators; or those of one subject, which needs the right to maintain it. */
export async function listWebhooks(
  context: ServiceContext,
  caller: Caller,
  filter: { subject: WebhookSubjectRef | 'any' },
  page: PageParameters,
): Promise<Page<WebhookRecord>> {
  const principal = requireSignedIn(caller)
  if (filter.subject === 'any') {
    requireRight(principal, 'own', REGISTRY)
    return context.store.listWebhooks({ subject: undefined }, toPageRequest(page))
  }
  const { subject, holder } = await resolveSubject(context, principal, filter.subject)
  requireRight(principal, 'maintain', holder)
  return context.store.listWebhooks({ subject }, toPageRequest(page))
}

/** Deletes a webhook, with what it has not been told yet; needs the right to maintain what it is for. */
export async function deleteWebhook(context: ServiceContext, caller: Caller, id: string): Promise<void> {
  const principal = await requireWebhook(context, caller, id)
  await recordChange(
    context,
    (store) => store.deleteWebhook(id),
    () => ({ action: 'webhook.deleted', actor: principal, target: { kind: 'webhook', id, name: '' } }),
  )
}

/** What a webhook was told or is to be told, with every attempt; needs the right to maintain what it is for. */
export async function listDeliveries(
  context: ServiceContext,
  caller: Caller,
  webhookId: string,
  page: PageParameters,
): Promise<Page<DeliveryRecord>> {
  await requireWebhook(context, caller, webhookId)
  return context.store.listDeliveries({ webhookId }, toPageRequest(page))
}

/** Sends a message once more, whatever became of it; needs the right to maintain what its webhook is for. */
export async function redeliver(context: ServiceContext, caller: Caller, id: string): Promise<DeliveryRecord> {
  const principal = requireSignedIn(caller)
  const known = await context.store.findDelivery(id)
  if (known === undefined) throw new RegistryError('not_found', `there is no delivery with the id ${id}`)
  await requireWebhook(context, principal, known.webhookId)
  await recordChange(
    context,
    (store) => store.redeliver(id, context.now()),
    () => ({
      action: 'webhook.redelivered',
      actor: principal,
      target: { kind: 'webhook', id: known.webhookId, name: '' },
      details: { deliveryId: id },
    }),
  )
  return (await context.store.findDelivery(id)) ?? known
}
