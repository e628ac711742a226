import type { MessageInitShape } from '@bufbuild/protobuf'
import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { registryV1 } from '@wireproof/registry-api'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import {
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  type WebhookSubjectRef,
} from '../../services/webhooks.ts'
import type { DeliveryRecord, WebhookEvent, WebhookRecord } from '../../storage/webhook-store.ts'
import { callerOf } from './caller.ts'
import { toModuleRef, toOwnerRef } from './refs-from-messages.ts'

const EVENT = {
  'commit.pushed': registryV1.WebhookEvent.COMMIT_PUSHED,
  'label.moved': registryV1.WebhookEvent.LABEL_MOVED,
} as const satisfies Record<WebhookEvent, registryV1.WebhookEvent>

const STATE = {
  pending: registryV1.WebhookDeliveryState.PENDING,
  delivered: registryV1.WebhookDeliveryState.DELIVERED,
  failed: registryV1.WebhookDeliveryState.FAILED,
} as const

export function webhookService(context: ServiceContext): ServiceImpl<typeof registryV1.WebhookService> {
  return {
    async createWebhook({ subject, url, events }, call) {
      const wanted = (Object.keys(EVENT) as WebhookEvent[]).filter((event) => events.includes(EVENT[event]))
      const request = { subject: toSubject(subject), url, events: wanted }
      const { webhook, secret } = await createWebhook(context, callerOf(call), request)
      return { webhook: toWebhookMessage(webhook), secret }
    },
    async listWebhooks({ subject, pageSize, pageToken }, call) {
      const page = { pageSize, pageToken, descending: true }
      const filter = { subject: subject.case === undefined ? ('any' as const) : toSubject(subject) }
      const { items, next } = await listWebhooks(context, callerOf(call), filter, page)
      return { webhooks: items.map(toWebhookMessage), nextPageToken: toPageToken(next) }
    },
    async deleteWebhook({ id }, call) {
      await deleteWebhook(context, callerOf(call), id)
      return {}
    },
    async listWebhookDeliveries({ webhookId, pageSize, pageToken }, call) {
      const page = { pageSize, pageToken, descending: true }
      const { items, next } = await listDeliveries(context, callerOf(call), webhookId, page)
      return { deliveries: items.map(toDeliveryMessage), nextPageToken: toPageToken(next) }
    },
    async redeliverWebhook({ deliveryId }, call) {
      return { delivery: toDeliveryMessage(await redeliver(context, callerOf(call), deliveryId)) }
    },
  }
}

function toSubject(subject: registryV1.CreateWebhookRequest['subject']): WebhookSubjectRef {
  switch (subject.case) {
    case 'moduleRef':
      return { module: toModuleRef(subject.value) }
    case 'ownerRef':
      return { owner: toOwnerRef(subject.value) }
    default:
      return undefined
  }
}

function toWebhookMessage(webhook: WebhookRecord): MessageInitShape<typeof registryV1.WebhookSchema> {
  const { subject } = webhook
  return {
    id: webhook.id,
    ...(subject.kind === 'module' ? { subject: { case: 'moduleId', value: subject.id } } : {}),
    ...(subject.kind === 'owner' ? { subject: { case: 'ownerId', value: subject.id } } : {}),
    url: webhook.url,
    events: webhook.events.map((event) => EVENT[event]),
    createTime: timestampFromMs(webhook.createdAtMs),
    createdByUserId: webhook.createdByUserId,
  }
}

function toDeliveryMessage(delivery: DeliveryRecord): MessageInitShape<typeof registryV1.WebhookDeliverySchema> {
  return {
    id: delivery.id,
    webhookId: delivery.webhookId,
    event: EVENT[delivery.event],
    payload: delivery.payload,
    state: STATE[delivery.state],
    createTime: timestampFromMs(delivery.createdAtMs),
    ...(delivery.dueAtMs === undefined ? {} : { dueTime: timestampFromMs(delivery.dueAtMs) }),
    attempts: delivery.attempts.map(({ atMs, durationMs, status, problem }) => ({
      time: timestampFromMs(atMs),
      durationMs,
      httpStatus: status ?? 0,
      problem,
    })),
  }
}
