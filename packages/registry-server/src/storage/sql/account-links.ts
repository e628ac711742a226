import type { Kysely } from 'kysely'
import type { AccountLinkRecord } from '../account-records.ts'
import type { NewAccountLink } from '../account-store.ts'
import type { Tables } from './tables.ts'

export function insertAccountLink(db: Kysely<Tables>, link: NewAccountLink, nowMs: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('account_links').where('expires_at_ms', '<=', nowMs).execute()
    if (link.purpose !== 'setup') {
      await tx
        .deleteFrom('account_links')
        .where('user_id', '=', link.userId)
        .where('purpose', '=', link.purpose)
        .execute()
    }
    await tx
      .insertInto('account_links')
      .values({
        lookup: link.lookup,
        hash: link.hash,
        user_id: link.userId,
        purpose: link.purpose,
        created_by_user_id: link.createdByUserId ?? null,
        expires_at_ms: link.expiresAtMs,
      })
      .execute()
  })
}

export async function findAccountLink(db: Kysely<Tables>, lookup: string): Promise<AccountLinkRecord | undefined> {
  return db
    .selectFrom('account_links')
    .select(['hash', 'user_id as userId', 'purpose', 'expires_at_ms as expiresAtMs'])
    .where('lookup', '=', lookup)
    .executeTakeFirst()
}

export function useAccountLink(db: Kysely<Tables>, lookup: string, nowMs: number): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const used = await tx
      .deleteFrom('account_links')
      .where('lookup', '=', lookup)
      .where('expires_at_ms', '>', nowMs)
      .returning('user_id')
      .executeTakeFirst()
    if (used === undefined) return false
    await tx.deleteFrom('account_links').where('user_id', '=', used.user_id).execute()
    return true
  })
}
