import type { Kysely, Selectable } from 'kysely'
import type { KeyStore, SigningKeyRecord } from '../key-store.ts'
import type { SigningKeysTable } from './session-tables.ts'
import type { Tables } from './tables.ts'

function toSigningKey(row: Selectable<SigningKeysTable>): SigningKeyRecord {
  return {
    kid: row.kid,
    publicJwk: row.public_jwk,
    sealedPrivateJwk: row.sealed_private_jwk,
    signsFromMs: row.signs_from_ms,
  }
}

function selectKeysAfter(db: Kysely<Tables>, afterMs: number) {
  return db
    .selectFrom('signing_keys')
    .selectAll()
    .where('signs_from_ms', '>', afterMs)
    .orderBy('signs_from_ms')
    .orderBy('kid')
}

export function createKeyStore(db: Kysely<Tables>): KeyStore {
  return {
    listSigningKeys: async () => (await selectKeysAfter(db, -1).execute()).map(toSigningKey),

    insertSigningKey: (key, afterMs) =>
      db.transaction().execute(async (tx) => {
        if ((await selectKeysAfter(tx, afterMs).executeTakeFirst()) !== undefined) return false
        await tx
          .insertInto('signing_keys')
          .values({
            kid: key.kid,
            public_jwk: key.publicJwk,
            sealed_private_jwk: key.sealedPrivateJwk,
            signs_from_ms: key.signsFromMs,
          })
          .execute()
        return true
      }),

    deleteSigningKeys: async (kids) => {
      if (kids.length > 0) await db.deleteFrom('signing_keys').where('kid', 'in', kids).execute()
    },
  }
}
