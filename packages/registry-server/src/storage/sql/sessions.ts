import type { Kysely } from 'kysely'
import { type Page, type PageRequest, toPage } from '../page.ts'
import { isLive, type SessionRecord } from '../session-records.ts'
import type { NewSession, SessionEnd, SessionStore } from '../session-store.ts'
import { behindCursor } from './keyset.ts'
import { findRefreshToken, insertRefreshToken, rotateRefreshToken } from './refresh-tokens.ts'
import { revokeSession, toSession } from './session-rows.ts'
import type { Tables } from './tables.ts'

function selectLive(db: Kysely<Tables>, userId: string, nowMs: number) {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('revoked_at_ms', 'is', null)
    .where('absolute_expires_at_ms', '>', nowMs)
    .where((eb) => eb(eb('last_active_at_ms', '+', eb.ref('idle_timeout_ms')), '>', nowMs))
}

function insertSession(
  db: Kysely<Tables>,
  session: NewSession,
  maxLive: number,
  nowMs: number,
): Promise<readonly SessionRecord[]> {
  return db.transaction().execute(async (tx) => {
    const isToken = session.strategy === 'token'
    const generation = isToken ? 1 : 0
    await tx
      .insertInto('sessions')
      .values({
        id: session.id,
        lookup: isToken ? null : session.secret.lookup,
        hash: isToken ? null : session.secret.hash,
        user_id: session.userId,
        strategy: session.strategy,
        scopes: JSON.stringify(session.scopes),
        is_remembered: session.isRemembered ? 1 : 0,
        idle_timeout_ms: session.idleTimeoutMs,
        absolute_timeout_ms: session.absoluteTimeoutMs,
        created_at_ms: nowMs,
        authenticated_at_ms: nowMs,
        last_active_at_ms: nowMs,
        absolute_expires_at_ms: nowMs + session.absoluteTimeoutMs,
        dpop_thumbprint: session.binding?.kind === 'dpop' ? session.binding.thumbprint : null,
        mtls_thumbprint: session.binding?.kind === 'mtls' ? session.binding.thumbprint : null,
        token_id: session.tokenId ?? null,
        client_name: session.clientName,
        create_address: session.address,
        last_address: session.address,
        generation,
        min_generation: generation,
        seen_generation: 0,
      })
      .execute()
    if (isToken) await insertRefreshToken(tx, { ...session.secret, sessionId: session.id, generation })
    const others = await selectLive(tx, session.userId, nowMs)
      .where('id', '!=', session.id)
      .orderBy('last_active_at_ms', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const surplus = others.slice(Math.max(maxLive - 1, 0)).map(toSession)
    const end: SessionEnd = { reason: 'limit', byUserId: undefined }
    for (const { id } of surplus) await revokeSession(tx, id, end, nowMs)
    return surplus
  })
}

async function findSession(db: Kysely<Tables>, id: string): Promise<SessionRecord | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toSession(row)
}

async function findSessionBySecret(db: Kysely<Tables>, lookup: string) {
  const row = await db.selectFrom('sessions').selectAll().where('lookup', '=', lookup).executeTakeFirst()
  return row?.hash == null ? undefined : { session: toSession(row), hash: row.hash }
}

async function revokeSessions(
  db: Kysely<Tables>,
  whose: { readonly userId: string | undefined; readonly exceptId: string | undefined },
  end: SessionEnd,
  nowMs: number,
): Promise<number> {
  const rows = await db
    .updateTable('sessions')
    .set({ revoked_at_ms: nowMs, revocation_reason: end.reason, revoked_by_user_id: end.byUserId ?? null })
    .where('revoked_at_ms', 'is', null)
    .where('absolute_expires_at_ms', '>', nowMs)
    .$if(whose.userId !== undefined, (query) => query.where('user_id', '=', whose.userId ?? ''))
    .$if(whose.exceptId !== undefined, (query) => query.where('id', '!=', whose.exceptId ?? ''))
    .returning(['last_active_at_ms', 'idle_timeout_ms'])
    .execute()
  return rows.filter((row) => row.last_active_at_ms + row.idle_timeout_ms > nowMs).length
}

function renewSession(
  db: Kysely<Tables>,
  id: string,
  secret: { readonly lookup: string; readonly hash: string },
  nowMs: number,
): Promise<SessionRecord | undefined> {
  return db.transaction().execute(async (tx) => {
    const found = await findSession(tx, id)
    if (found === undefined || !isLive(found, nowMs)) return undefined
    const isToken = found.strategy === 'token'
    const generation = isToken ? found.generation + 1 : 0
    const row = await tx
      .updateTable('sessions')
      .set({
        ...(isToken ? {} : { lookup: secret.lookup, hash: secret.hash }),
        generation,
        min_generation: generation,
        created_at_ms: nowMs,
        authenticated_at_ms: nowMs,
        last_active_at_ms: nowMs,
        absolute_expires_at_ms: nowMs + found.absoluteTimeoutMs,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    if (isToken) {
      await tx.deleteFrom('refresh_tokens').where('session_id', '=', id).execute()
      await insertRefreshToken(tx, { ...secret, sessionId: id, generation })
    }
    return toSession(row)
  })
}

async function touchSession(
  db: Kysely<Tables>,
  id: string,
  use: { readonly address: string; readonly generation: number },
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set((eb) => ({
      // Neither goes back when two requests write at once, or the clock of another node is behind.
      last_active_at_ms: eb
        .case()
        .when('last_active_at_ms', '<', nowMs)
        .then(nowMs)
        .else(eb.ref('last_active_at_ms'))
        .end(),
      seen_generation: eb
        .case()
        .when('seen_generation', '<', use.generation)
        .then(use.generation)
        .else(eb.ref('seen_generation'))
        .end(),
      last_address: use.address,
    }))
    .where('id', '=', id)
    .where('revoked_at_ms', 'is', null)
    .execute()
}

async function listSessions(
  db: Kysely<Tables>,
  userId: string,
  page: PageRequest,
  nowMs: number,
): Promise<Page<SessionRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  const rows = await selectLive(db, userId, nowMs)
    .where((eb) => behindCursor(eb, 'last_active_at_ms', 'id', page))
    .orderBy('last_active_at_ms', direction)
    .orderBy('id', direction)
    .limit(page.size + 1)
    .execute()
  return toPage(rows.map(toSession), page.size, ({ lastActiveAtMs, id }) => ({ sortKey: lastActiveAtMs, id }))
}

async function pruneSessions(db: Kysely<Tables>, beforeMs: number, limit: number): Promise<number> {
  const rows = await db
    .deleteFrom('sessions')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('sessions')
        .select('id')
        .where('absolute_expires_at_ms', '<', beforeMs)
        .orderBy('absolute_expires_at_ms')
        .limit(limit),
    )
    .returning('id')
    .execute()
  return rows.length
}

export function createSessionStore(db: Kysely<Tables>): SessionStore {
  return {
    insertSession: (session, maxLive, nowMs) => insertSession(db, session, maxLive, nowMs),
    findSession: (id) => findSession(db, id),
    findSessionBySecret: (lookup) => findSessionBySecret(db, lookup),
    findSessionByRefreshToken: (lookup) => findRefreshToken(db, lookup),
    touchSession: (id, use, nowMs) => touchSession(db, id, use, nowMs),
    renewSession: (id, secret, nowMs) => renewSession(db, id, secret, nowMs),
    rotateRefreshToken: (token, rotation, nowMs) => rotateRefreshToken(db, token, rotation, nowMs),
    listSessions: (userId, page, nowMs) => listSessions(db, userId, page, nowMs),
    revokeSession: (id, end, nowMs) => revokeSession(db, id, end, nowMs),
    revokeSessions: (whose, end, nowMs) => revokeSessions(db, whose, end, nowMs),
    pruneSessions: (beforeMs, limit) => pruneSessions(db, beforeMs, limit),
  }
}
