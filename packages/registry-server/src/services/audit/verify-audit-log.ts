import { isDeepStrictEqual } from 'node:util'
import { hashAuditEvent } from '../../audit/event-hash.ts'
import type { AuditChain, AuditEventRecord } from '../../storage/audit-store.ts'
import type { ServiceContext } from '../service-context.ts'

/** Events that are read in one go. */
const PAGE = 500
/** Lines about one log: the first says where it broke, and whoever reads it need not read a million. */
const MAX_PROBLEMS = 20

export interface AuditVerdict {
  readonly events: number
  /** The hash of the last event: it stands for all before it, and can be noted where nobody of the registry can write. */
  readonly headHash: string
  /** One line for each place where the chain is broken, the first first. */
  readonly problems: readonly string[]
}

/**
 * Reads the whole audit log and recomputes every hash: each event follows the one before, none is missing, the last is
 * the one that the head names, and what was pruned is what an event says was pruned.
 */
export async function verifyAuditLog({ store }: Pick<ServiceContext, 'store'>): Promise<AuditVerdict> {
  const chain = await store.getAuditChain()
  const problems: string[] = []
  let events = 0
  let last = { seq: chain.anchorSeq, hash: chain.anchorHash }
  let pruned: AuditEventRecord | undefined
  for (;;) {
    // Appended while this runs: not part of what the head above covers.
    const some = (await store.listAuditEventsAfter(last.seq, PAGE)).filter(({ seq }) => seq <= chain.headSeq)
    for (const event of some) {
      events++
      problems.push(...linkProblems(last, event))
      if (event.action === 'audit.pruned') pruned = event
      last = event
    }
    if (some.length === 0 || problems.length >= MAX_PROBLEMS) break
  }
  if (last.seq < chain.headSeq && problems.length < MAX_PROBLEMS) {
    problems.push(`the audit log ends at event ${last.seq}; those up to ${chain.headSeq} are missing`)
  } else if (last.seq === chain.headSeq && last.hash !== chain.headHash) {
    problems.push(`event ${last.seq} of the audit log is not the one that was last written`)
  }
  problems.push(...anchorProblems(chain, pruned))
  return { events, headHash: last.hash, problems: problems.slice(0, MAX_PROBLEMS) }
}

function linkProblems(before: { seq: number; hash: string }, event: AuditEventRecord): string[] {
  const problems: string[] = []
  if (event.seq !== before.seq + 1) {
    problems.push(`the audit log has no event ${before.seq + 1}; after ${before.seq} comes ${event.seq}`)
  } else if (event.previousHash !== before.hash) {
    problems.push(`event ${event.seq} of the audit log does not follow event ${before.seq}`)
  }
  if (hashAuditEvent(event) !== event.hash) problems.push(`event ${event.seq} of the audit log was changed`)
  return problems
}

function anchorProblems({ anchorSeq, anchorHash }: AuditChain, pruned: AuditEventRecord | undefined): string[] {
  if (anchorSeq === 0) return []
  const { seq, hash } = pruned === undefined ? {} : (JSON.parse(pruned.details) as { seq?: unknown; hash?: unknown })
  if (isDeepStrictEqual({ seq, hash }, { seq: anchorSeq, hash: anchorHash })) return []
  return [`the audit log starts behind event ${anchorSeq}, and no event says that those before were pruned`]
}
