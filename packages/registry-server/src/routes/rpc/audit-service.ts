import type { MessageInitShape } from '@bufbuild/protobuf'
import { timestampFromMs, timestampMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { sessionV1 } from '@wireproof/registry-api'
import { listAuditEvents } from '../../services/audit/list-audit-events.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { AuditEventRecord } from '../../storage/audit-store.ts'
import { callerOf } from './caller.ts'

const OUTCOMES = {
  succeeded: sessionV1.AuditOutcome.SUCCEEDED,
  refused: sessionV1.AuditOutcome.REFUSED,
  failed: sessionV1.AuditOutcome.FAILED,
} as const

export function auditService(context: ServiceContext): ServiceImpl<typeof sessionV1.AuditService> {
  return {
    async listAuditEvents({ actorId, action, targetId, fromTime, toTime, pageSize, pageToken }, call) {
      const query = {
        actorId,
        action,
        targetId,
        fromMs: fromTime && timestampMs(fromTime),
        toMs: toTime && timestampMs(toTime),
      }
      const page = { pageSize, pageToken, descending: true }
      const { items, next } = await listAuditEvents(context, callerOf(call), query, page)
      return { events: items.map(toEventMessage), nextPageToken: toPageToken(next) }
    },
  }
}

function toEventMessage(event: AuditEventRecord): MessageInitShape<typeof sessionV1.AuditEventSchema> {
  const { seq, atMs, outcome, ...same } = event
  return { ...same, seq: BigInt(seq), time: timestampFromMs(atMs), outcome: OUTCOMES[outcome] }
}
