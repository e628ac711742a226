import type { Kysely } from 'kysely'
import type { AccountRights } from '../account-records.ts'
import type { AccountStore } from '../account-store.ts'
import type { Tables } from './tables.ts'

async function findAccount(
  db: Kysely<Tables>,
  by: { column: 'owners.id' | 'owners.name'; value: string },
): Promise<AccountRights | undefined> {
  const row = await db
    .selectFrom('owners')
    .leftJoin('passwords', 'passwords.user_id', 'owners.id')
    .selectAll('owners')
    .select('passwords.changed_at_ms as password_changed_at_ms')
    .where(by.column, '=', by.value)
    .where('owners.kind', '=', 'user')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const memberships = await db
    .selectFrom('members')
    .select(['organization_id as organizationId', 'role'])
    .where('user_id', '=', row.id)
    .execute()
  const account = {
    id: row.id,
    name: row.name,
    userType: row.user_type ?? 'standard',
    state: row.user_state ?? 'active',
    registryRole: row.registry_role ?? 'none',
    hasPassword: row.password_changed_at_ms !== null,
    createdAtMs: row.created_at_ms,
  } as const
  return { account, memberships }
}

export function createAccountStore(db: Kysely<Tables>): AccountStore {
  return {
    findAccount: (userId) => findAccount(db, { column: 'owners.id', value: userId }),
    findAccountByName: (name) => findAccount(db, { column: 'owners.name', value: name }),

    findPassword: async (userId) => {
      const row = await db.selectFrom('passwords').select('phc').where('user_id', '=', userId).executeTakeFirst()
      return row?.phc
    },

    setPassword: async (userId, phc, nowMs) => {
      await db
        .insertInto('passwords')
        .values({ user_id: userId, phc, changed_at_ms: nowMs })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ phc, changed_at_ms: nowMs }))
        .execute()
    },
  }
}
