import type { AuditAction } from '../audit/audit-actions.ts'
import type { Page, PageRequest } from './page.ts'

/** `succeeded`: it was done. `refused`: it was not allowed. `failed`: a proof was wrong. */
export type AuditOutcome = 'succeeded' | 'refused' | 'failed'

/** One event, before it has a place in the log. Empty texts stand for what is not known. Nothing here is a secret. */
export interface NewAuditEvent {
  readonly atMs: number
  /** Id and name, as it was then, of the account that acted. */
  readonly actorId: string
  readonly actorName: string
  /** Public id of the token or session that it acted with. */
  readonly credentialId: string
  readonly action: AuditAction
  /** What it was done to: a kind such as `module`, its id, and its name as it was then. */
  readonly targetKind: string
  readonly targetId: string
  readonly targetName: string
  readonly outcome: AuditOutcome
  /** IP address of the client, as a trusted proxy tells it or as the connection has it. */
  readonly address: string
  readonly userAgent: string
  /** The id that the answer, and the line about the request in the operator's log, have too. */
  readonly requestId: string
  /** A JSON object of texts, numbers and truth values. */
  readonly details: string
}

/** An event in its place. `hash` covers all that is before it by way of `previousHash`; both are SHA-256 in hex. */
export interface AuditEventRecord extends NewAuditEvent {
  /** Counts from 1, without gaps. */
  readonly seq: number
  readonly previousHash: string
  readonly hash: string
}

/** Where the log starts and ends: what is between must be there, in one chain. */
export interface AuditChain {
  /** The last event; 0 and zeros when there is none. */
  readonly headSeq: number
  readonly headHash: string
  /** The last event that was pruned; 0 and zeros when none was. */
  readonly anchorSeq: number
  readonly anchorHash: string
}

/** Fields that are undefined match everything. */
export interface AuditFilter {
  readonly actorId: string | undefined
  readonly action: AuditAction | undefined
  readonly targetId: string | undefined
  /** First and last millisecond, both included. */
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
}

/** The audit log: events are added, and never changed. The database itself refuses to change or delete one. */
export interface AuditStore {
  /** Adds events at the end, in one step. */
  appendAuditEvents(events: readonly NewAuditEvent[]): Promise<void>
  /** By time. */
  listAuditEvents(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEventRecord>>
  /** In the order of the chain, behind an event, for a check of the whole log. */
  listAuditEventsAfter(seq: number, limit: number): Promise<AuditEventRecord[]>
  getAuditChain(): Promise<AuditChain>
  /**
   * Takes out the oldest events, `limit` at most, up to the first that is not older than `beforeMs`; the chain starts
   * behind them then. Adds `audit.pruned`, with what is needed to check that in `details`, and says how many went.
   */
  pruneAuditEvents(request: {
    readonly beforeMs: number
    readonly limit: number
    readonly event: Omit<NewAuditEvent, 'details'>
  }): Promise<number>
}
