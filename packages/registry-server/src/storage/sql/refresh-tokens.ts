import type { Kysely } from 'kysely'
import { isLive, type SessionRecord } from '../session-records.ts'
import type { RefreshRotation, RotationOutcome, SecretHash } from '../session-store.ts'
import { revokeSession, toSession } from './session-rows.ts'
import type { Tables } from './tables.ts'

export async function insertRefreshToken(
  db: Kysely<Tables>,
  token: SecretHash & { readonly sessionId: string; readonly generation: number },
): Promise<void> {
  await db
    .insertInto('refresh_tokens')
    .values({
      lookup: token.lookup,
      hash: token.hash,
      session_id: token.sessionId,
      generation: token.generation,
      used_at_ms: null,
      salt: null,
    })
    .execute()
}

export async function findRefreshToken(
  db: Kysely<Tables>,
  lookup: string,
): Promise<{ session: SessionRecord; hash: string; isUsed: boolean } | undefined> {
  const row = await db
    .selectFrom('refresh_tokens')
    .innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
    .selectAll('sessions')
    .select(['refresh_tokens.hash as token_hash', 'refresh_tokens.used_at_ms as token_used_at_ms'])
    .where('refresh_tokens.lookup', '=', lookup)
    .executeTakeFirst()
  return row && { session: toSession(row), hash: row.token_hash, isUsed: row.token_used_at_ms !== null }
}

/** See `SessionStore.rotateRefreshToken`. */
export function rotateRefreshToken(
  db: Kysely<Tables>,
  token: SecretHash,
  rotation: RefreshRotation,
  nowMs: number,
): Promise<RotationOutcome> {
  return db.transaction().execute(async (tx): Promise<RotationOutcome> => {
    const presented = await tx
      .selectFrom('refresh_tokens')
      .selectAll()
      .where('lookup', '=', token.lookup)
      .where('hash', '=', token.hash)
      .executeTakeFirst()
    if (presented === undefined) return { kind: 'unknown' }
    const row = await tx
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', presented.session_id)
      .executeTakeFirstOrThrow()
    const session = toSession(row)
    if (!isLive(session, nowMs)) return { kind: 'ended', session }

    if (presented.used_at_ms !== null && presented.salt !== null) {
      if (!(await mayRepeat(tx, session, presented.generation, presented.used_at_ms + rotation.graceMs, nowMs))) {
        await revokeSession(tx, session.id, { reason: 'refresh-token-reused', byUserId: undefined }, nowMs)
        return { kind: 'reused', session }
      }
      return { kind: 'rotated', session, salt: presented.salt }
    }

    const generation = presented.generation + 1
    await tx
      .updateTable('refresh_tokens')
      .set({ used_at_ms: nowMs, salt: rotation.salt })
      .where('lookup', '=', token.lookup)
      .execute()
    await insertRefreshToken(tx, { ...rotation.successor, sessionId: session.id, generation })
    const moved = await tx
      .updateTable('sessions')
      .set({
        generation,
        seen_generation: Math.max(session.seenGeneration, presented.generation),
        last_active_at_ms: Math.max(session.lastActiveAtMs, nowMs),
        last_address: rotation.address,
      })
      .where('id', '=', session.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { kind: 'rotated', session: toSession(moved), salt: rotation.salt }
  })
}

/** Whether a used token may be presented again: its successor is not used, and the answer may well have been lost. */
async function mayRepeat(
  db: Kysely<Tables>,
  session: SessionRecord,
  generation: number,
  graceEndsAtMs: number,
  nowMs: number,
): Promise<boolean> {
  const successor = await db
    .selectFrom('refresh_tokens')
    .select('used_at_ms')
    .where('session_id', '=', session.id)
    .where('generation', '=', generation + 1)
    .executeTakeFirst()
  if (successor === undefined || successor.used_at_ms !== null) return false
  return nowMs <= graceEndsAtMs || session.seenGeneration <= generation
}
