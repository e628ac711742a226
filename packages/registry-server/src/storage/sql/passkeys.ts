import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type { PasskeyRecord, PasskeyStore, UsedChallenge } from '../passkey-store.ts'
import type { PasskeysTable } from './passkey-tables.ts'
import type { Tables } from './tables.ts'

function toPasskey(row: Selectable<PasskeysTable>): PasskeyRecord {
  return {
    credentialId: row.credential_id,
    userId: row.user_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: JSON.parse(row.transports) as string[],
    name: row.name,
    createdAtMs: row.created_at_ms,
    lastUsedAtMs: row.last_used_at_ms ?? undefined,
  }
}

/** False when it was used before. */
async function useChallenge(tx: Kysely<Tables>, { hash, expiresAtMs }: UsedChallenge, nowMs: number): Promise<boolean> {
  await tx.deleteFrom('used_challenges').where('expires_at_ms', '<', nowMs).execute()
  const row = await tx
    .insertInto('used_challenges')
    .values({ hash, expires_at_ms: expiresAtMs })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash')
    .executeTakeFirst()
  return row !== undefined
}

/** The part of the store that keeps passkeys. */
export function createPasskeyStore(db: Kysely<Tables>): PasskeyStore {
  return {
    insertPasskey: (passkey, challenge, max, nowMs) =>
      db.transaction().execute(async (tx) => {
        if (!(await useChallenge(tx, challenge, nowMs))) return false
        const { count } = await tx
          .selectFrom('passkeys')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('user_id', '=', passkey.userId)
          .executeTakeFirstOrThrow()
        if (count >= max) {
          throw new RegistryError(
            'resource_exhausted',
            `you have ${count} passkeys already, the most; remove one first`,
          )
        }
        const row = await tx
          .insertInto('passkeys')
          .values({
            credential_id: passkey.credentialId,
            user_id: passkey.userId,
            public_key: passkey.publicKey,
            counter: passkey.counter,
            transports: JSON.stringify(passkey.transports),
            name: passkey.name,
            created_at_ms: nowMs,
          })
          .onConflict((conflict) => conflict.column('credential_id').doNothing())
          .returning('credential_id')
          .executeTakeFirst()
        if (row === undefined) throw new RegistryError('already_exists', 'this passkey is registered already')
        return true
      }),

    findPasskey: async (credentialId) => {
      const row = await db
        .selectFrom('passkeys')
        .selectAll()
        .where('credential_id', '=', credentialId)
        .executeTakeFirst()
      return row && toPasskey(row)
    },

    listPasskeys: async (userId) => {
      const rows = await db
        .selectFrom('passkeys')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('created_at_ms')
        .execute()
      return rows.map(toPasskey)
    },

    usePasskey: (credentialId, counter, challenge, nowMs) =>
      db.transaction().execute(async (tx) => {
        if (!(await useChallenge(tx, challenge, nowMs))) return false
        const { numUpdatedRows } = await tx
          .updateTable('passkeys')
          .set({ counter, last_used_at_ms: nowMs })
          .where('credential_id', '=', credentialId)
          .executeTakeFirstOrThrow()
        return numUpdatedRows > 0n
      }),

    deletePasskey: async (credentialId, userId) => {
      const { numDeletedRows } = await db
        .deleteFrom('passkeys')
        .where('credential_id', '=', credentialId)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },
  }
}
