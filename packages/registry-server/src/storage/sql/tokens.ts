import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { TokenRecord } from '../records.ts'
import type { NewToken } from '../store.ts'
import { behindCursor } from './keyset.ts'
import type { Tables, TokensTable } from './tables.ts'

function toToken(row: Selectable<TokensTable> & { user_name: string }): TokenRecord {
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.user_name,
    scope: row.scope,
    scopes:
      row.scopes === null
        ? [{ permission: row.scope, resource: '' }]
        : (JSON.parse(row.scopes) as TokenRecord['scopes']),
    origin: row.origin,
    note: row.note,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms ?? undefined,
    revokedAtMs: row.revoked_at_ms ?? undefined,
    lastUsedAtMs: row.last_used_at_ms ?? undefined,
  }
}

function selectTokens(db: Kysely<Tables>) {
  return db
    .selectFrom('tokens')
    .innerJoin('owners', 'owners.id', 'tokens.user_id')
    .selectAll('tokens')
    .select('owners.name as user_name')
}

function selectValidTokens(db: Kysely<Tables>, nowMs: number) {
  return selectTokens(db)
    .where('tokens.revoked_at_ms', 'is', null)
    .where((eb) => eb.or([eb('tokens.expires_at_ms', 'is', null), eb('tokens.expires_at_ms', '>', nowMs)]))
}

async function insert(db: Kysely<Tables>, token: NewToken, nowMs: number): Promise<void> {
  await db
    .insertInto('tokens')
    .values({
      id: token.id,
      user_id: token.userId,
      lookup: token.lookup,
      hash: token.hash,
      scope: token.scope,
      scopes: token.scopes === undefined ? null : JSON.stringify(token.scopes),
      origin: token.origin,
      note: token.note,
      created_at_ms: nowMs,
      expires_at_ms: token.expiresAtMs ?? null,
      revoked_at_ms: null,
    })
    .execute()
}

export async function insertToken(db: Kysely<Tables>, token: NewToken, nowMs: number): Promise<TokenRecord> {
  await insert(db, token, nowMs)
  return toToken(await selectTokens(db).where('tokens.id', '=', token.id).executeTakeFirstOrThrow())
}

export async function findTokenByLookup(
  db: Kysely<Tables>,
  lookup: string,
): Promise<{ token: TokenRecord; hash: string } | undefined> {
  const row = await selectTokens(db).where('tokens.lookup', '=', lookup).executeTakeFirst()
  return row && { token: toToken(row), hash: row.hash }
}

export async function findToken(db: Kysely<Tables>, id: string): Promise<TokenRecord | undefined> {
  const row = await selectTokens(db).where('tokens.id', '=', id).executeTakeFirst()
  return row && toToken(row)
}

export async function listTokens(
  db: Kysely<Tables>,
  { userId }: { readonly userId: string | undefined },
  page: PageRequest,
  nowMs: number,
): Promise<Page<TokenRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  const rows = await selectValidTokens(db, nowMs)
    .$if(userId !== undefined, (query) => query.where('tokens.user_id', '=', userId ?? ''))
    .where((eb) => behindCursor(eb, 'tokens.created_at_ms', 'tokens.id', page))
    .orderBy('tokens.created_at_ms', direction)
    .orderBy('tokens.id', direction)
    .limit(page.size + 1)
    .execute()
  return toPage(rows.map(toToken), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

export async function countAdminTokens(db: Kysely<Tables>, nowMs: number): Promise<number> {
  const rows = await selectValidTokens(db, nowMs)
    .where('tokens.scope', '=', 'admin')
    .where('owners.user_state', '=', 'active')
    .where('owners.registry_role', '=', 'admin')
    .execute()
  return rows.length
}

export async function revokeToken(db: Kysely<Tables>, id: string, nowMs: number): Promise<void> {
  const row = await db
    .updateTable('tokens')
    .set((eb) => ({ revoked_at_ms: eb.fn.coalesce('revoked_at_ms', eb.val(nowMs)) }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw new RegistryError('not_found', `a token with the id ${id} does not exist`)
}

export function replaceEnvironmentToken(db: Kysely<Tables>, token: NewToken | undefined, nowMs: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const known =
      token && (await tx.selectFrom('tokens').selectAll().where('lookup', '=', token.lookup).executeTakeFirst())
    if (known !== undefined) {
      if (known.hash !== token?.hash || known.scope !== 'admin' || known.revoked_at_ms !== null) {
        throw new RegistryError(
          'failed_precondition',
          'the administrator token that was given was issued before, and is revoked or has another scope',
        )
      }
      await tx.deleteFrom('tokens').where('origin', '=', 'environment').where('id', '!=', known.id).execute()
      return
    }
    // Deleted, not revoked: the operator may give the same token again.
    await tx.deleteFrom('tokens').where('origin', '=', 'environment').execute()
    if (token !== undefined) await insert(tx, token, nowMs)
  })
}

/** Notes that a token was used. */
export async function touchToken(db: Kysely<Tables>, id: string, nowMs: number): Promise<void> {
  await db.updateTable('tokens').set({ last_used_at_ms: nowMs }).where('id', '=', id).execute()
}
