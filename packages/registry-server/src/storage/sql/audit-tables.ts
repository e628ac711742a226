import type { AuditAction } from '../../audit/audit-actions.ts'
import type { AuditOutcome } from '../audit-store.ts'

export interface AuditEventsTable {
  seq: number
  at_ms: number
  actor_id: string
  actor_name: string
  credential_id: string
  action: AuditAction
  target_kind: string
  target_id: string
  target_name: string
  outcome: AuditOutcome
  address: string
  user_agent: string
  request_id: string
  details: string
  previous_hash: string
  hash: string
}

/** One row. */
export interface AuditChainTable {
  id: number
  head_seq: number
  head_hash: string
  anchor_seq: number
  anchor_hash: string
}

/** Tables of the audit log. */
export interface AuditTables {
  audit_events: AuditEventsTable
  audit_chain: AuditChainTable
}
