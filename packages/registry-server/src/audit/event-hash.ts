import { createHash } from 'node:crypto'
import type { AuditEventRecord } from '../storage/audit-store.ts'

/** The hash before the first event. */
export const NO_HASH = '0'.repeat(64)

/**
 * SHA-256 over all of an event and the hash of the one before, in hex. The canonical form is a JSON array of the fields
 * in the order below, which leaves no two ways to write the same values (ECMA-262, JSON.stringify, over well-formed
 * texts and safe integers); its first entry names the form.
 */
export function hashAuditEvent(event: Omit<AuditEventRecord, 'hash'>): string {
  const canonical = JSON.stringify([
    'wireproof-audit-1',
    event.seq,
    event.atMs,
    event.actorId,
    event.actorName,
    event.credentialId,
    event.action,
    event.targetKind,
    event.targetId,
    event.targetName,
    event.outcome,
    event.address,
    event.userAgent,
    event.requestId,
    event.details,
    event.previousHash,
  ])
  return createHash('sha256').update(canonical).digest('hex')
}
