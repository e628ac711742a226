import type { Kysely, Selectable } from 'kysely'
import type { SessionBinding, SessionRecord } from '../session-records.ts'
import type { SessionEnd } from '../session-store.ts'
import type { SessionsTable } from './session-tables.ts'
import type { Tables } from './tables.ts'

/** A session as a row gives it. */
export function toSession(row: Selectable<SessionsTable>): SessionRecord {
  return {
    id: row.id,
    userId: row.user_id,
    strategy: row.strategy,
    scopes: JSON.parse(row.scopes) as SessionRecord['scopes'],
    isRemembered: row.is_remembered === 1,
    idleTimeoutMs: row.idle_timeout_ms,
    absoluteTimeoutMs: row.absolute_timeout_ms,
    createdAtMs: row.created_at_ms,
    authenticatedAtMs: row.authenticated_at_ms,
    lastActiveAtMs: row.last_active_at_ms,
    absoluteExpiresAtMs: row.absolute_expires_at_ms,
    binding: toBinding(row),
    tokenId: row.token_id ?? undefined,
    clientName: row.client_name,
    createAddress: row.create_address,
    lastAddress: row.last_address,
    generation: row.generation,
    minGeneration: row.min_generation,
    seenGeneration: row.seen_generation,
    revocation:
      row.revoked_at_ms === null || row.revocation_reason === null
        ? undefined
        : {
            atMs: row.revoked_at_ms,
            reason: row.revocation_reason,
            byUserId: row.revoked_by_user_id ?? undefined,
          },
  }
}

function toBinding(row: Selectable<SessionsTable>): SessionBinding | undefined {
  if (row.dpop_thumbprint !== null) return { kind: 'dpop', thumbprint: row.dpop_thumbprint }
  if (row.mtls_thumbprint !== null) return { kind: 'mtls', thumbprint: row.mtls_thumbprint }
  return undefined
}

/** Ends a session that has not been revoked. False when there is none. */
export async function revokeSession(db: Kysely<Tables>, id: string, end: SessionEnd, nowMs: number): Promise<boolean> {
  const row = await db
    .updateTable('sessions')
    .set({ revoked_at_ms: nowMs, revocation_reason: end.reason, revoked_by_user_id: end.byUserId ?? null })
    .where('id', '=', id)
    .where('revoked_at_ms', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
