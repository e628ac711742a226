import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type { ExternalIdentityRecord, ExternalIdentityStore } from '../external-identity-store.ts'
import type { ExternalIdentitiesTable } from './external-identity-tables.ts'
import type { Tables } from './tables.ts'

function toIdentity(row: Selectable<ExternalIdentitiesTable>): ExternalIdentityRecord {
  return {
    issuer: row.issuer,
    subject: row.subject,
    userId: row.user_id,
    name: row.name,
    createdAtMs: row.created_at_ms,
  }
}

/** The part of the store that knows which account at a provider is whose. */
export function createExternalIdentityStore(db: Kysely<Tables>): ExternalIdentityStore {
  return {
    findExternalIdentity: async ({ issuer, subject }) => {
      const row = await db
        .selectFrom('external_identities')
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst()
      return row && toIdentity(row)
    },

    listExternalIdentities: async (userId) => {
      const rows = await db
        .selectFrom('external_identities')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('created_at_ms')
        .execute()
      return rows.map(toIdentity)
    },

    linkExternalIdentity: async ({ issuer, subject, userId, name }, nowMs) => {
      const row = await db
        .insertInto('external_identities')
        .values({ issuer, subject, user_id: userId, name, created_at_ms: nowMs })
        .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
        .returning('user_id')
        .executeTakeFirst()
      if (row === undefined) {
        throw new RegistryError('already_exists', 'this account at the provider belongs to an account here already')
      }
    },

    unlinkExternalIdentity: async ({ issuer, subject }, userId) => {
      const { numDeletedRows } = await db
        .deleteFrom('external_identities')
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },
  }
}
