import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord, AccountRights } from '../account-records.ts'
import type { AccountChange, AccountStore, NewAccount } from '../account-store.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import { findAccountLink, insertAccountLink, useAccountLink } from './account-links.ts'
import { behindCursor } from './keyset.ts'
import type { OwnersTable, Tables } from './tables.ts'

export function createAccountStore(db: Kysely<Tables>): AccountStore {
  return {
    findAccount: (userId) => findRights(db, { column: 'owners.id', value: userId }),
    findAccountByName: (name) => findRights(db, { column: 'owners.name', value: name }),
    listAccounts: (page) => listAccounts(db, page),
    createAccount: (account, nowMs) => createAccount(db, account, nowMs),
    changeAccount: (userId, change, nowMs) => changeAccount(db, userId, change, nowMs),
    deleteAccount: (userId, nowMs) => deleteAccount(db, userId, nowMs),

    hasAdministratorWithPassword: async () => {
      const row = await administrators(db).where('passwords.changed_at_ms', 'is not', null).executeTakeFirst()
      return row !== undefined
    },
    findFirstAdministrator: async () => {
      const row = await administrators(db).orderBy('owners.created_at_ms').orderBy('owners.id').executeTakeFirst()
      return row && toAccount(row)
    },

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
    removePassword: async (userId) => {
      await db.deleteFrom('passwords').where('user_id', '=', userId).execute()
    },

    insertAccountLink: (link, nowMs) => insertAccountLink(db, link, nowMs),
    findAccountLink: (lookup) => findAccountLink(db, lookup),
    useAccountLink: (lookup, nowMs) => useAccountLink(db, lookup, nowMs),
  }
}

type AccountRow = Selectable<OwnersTable> & { password_changed_at_ms: number | null }

function toAccount(row: AccountRow): AccountRecord {
  return {
    id: row.id,
    name: row.name,
    userType: row.user_type ?? 'standard',
    state: row.user_state ?? 'active',
    registryRole: row.registry_role ?? 'none',
    hasPassword: row.password_changed_at_ms !== null,
    createdAtMs: row.created_at_ms,
  }
}

function selectAccounts(db: Kysely<Tables>) {
  return db
    .selectFrom('owners')
    .leftJoin('passwords', 'passwords.user_id', 'owners.id')
    .selectAll('owners')
    .select('passwords.changed_at_ms as password_changed_at_ms')
    .where('owners.kind', '=', 'user')
}

/** People: a robot could not let anybody in again. */
function administrators(db: Kysely<Tables>) {
  return selectAccounts(db)
    .where('owners.user_type', '=', 'standard')
    .where('owners.user_state', '=', 'active')
    .where('owners.registry_role', '=', 'admin')
}

async function findRights(
  db: Kysely<Tables>,
  by: { column: 'owners.id' | 'owners.name'; value: string },
): Promise<AccountRights | undefined> {
  const row = await selectAccounts(db).where(by.column, '=', by.value).executeTakeFirst()
  if (row === undefined) return undefined
  const memberships = await db
    .selectFrom('members')
    .select(['organization_id as organizationId', 'role'])
    .where('user_id', '=', row.id)
    .execute()
  return { account: toAccount(row), memberships }
}

async function listAccounts(db: Kysely<Tables>, page: PageRequest): Promise<Page<AccountRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  const rows = await selectAccounts(db)
    .where('owners.user_state', '<>', 'deleted')
    .where((eb) => behindCursor(eb, 'owners.created_at_ms', 'owners.id', page))
    .orderBy('owners.created_at_ms', direction)
    .orderBy('owners.id', direction)
    .limit(page.size + 1)
    .execute()
  return toPage(rows.map(toAccount), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

async function createAccount(db: Kysely<Tables>, account: NewAccount, nowMs: number): Promise<AccountRecord> {
  const row = await db
    .insertInto('owners')
    .values({
      id: account.id,
      kind: 'user',
      name: account.name,
      user_type: account.userType,
      user_state: 'active',
      registry_role: account.registryRole,
      description: '',
      url: '',
      created_at_ms: nowMs,
      updated_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) {
    throw new RegistryError('already_exists', `an owner with the name ${account.name} already exists`)
  }
  return toAccount({ ...row, password_changed_at_ms: null })
}

function changeAccount(
  db: Kysely<Tables>,
  userId: string,
  { state, registryRole }: AccountChange,
  nowMs: number,
): Promise<AccountRecord> {
  return db.transaction().execute(async (tx) => {
    const before = await requireAccount(tx, userId)
    const isLess = state === 'disabled' || (registryRole !== undefined && registryRole !== 'admin')
    if (isLess) await assertOtherAdministrator(tx, before)
    await tx
      .updateTable('owners')
      .set({
        ...(state === undefined ? {} : { user_state: state }),
        ...(registryRole === undefined ? {} : { registry_role: registryRole }),
        updated_at_ms: nowMs,
      })
      .where('id', '=', userId)
      .execute()
    return requireAccount(tx, userId)
  })
}

function deleteAccount(db: Kysely<Tables>, userId: string, nowMs: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await assertOtherAdministrator(tx, await requireAccount(tx, userId))
    await assertOwnsNothing(tx, userId)
    await tx.deleteFrom('passwords').where('user_id', '=', userId).execute()
    await tx.deleteFrom('account_links').where('user_id', '=', userId).execute()
    await tx.deleteFrom('members').where('user_id', '=', userId).execute()
    await tx.deleteFrom('external_identities').where('user_id', '=', userId).execute()
    await tx.deleteFrom('passkeys').where('user_id', '=', userId).execute()
    await tx.deleteFrom('trust_rules').where('user_id', '=', userId).execute()
    await tx
      .updateTable('tokens')
      .set({ revoked_at_ms: nowMs })
      .where('user_id', '=', userId)
      .where('revoked_at_ms', 'is', null)
      .execute()
    await tx
      .updateTable('owners')
      // Longer than any name that can be given, so that it never stands in the way of one.
      .set({ name: `deleted-${userId}`, user_state: 'deleted', registry_role: 'none', updated_at_ms: nowMs })
      .where('id', '=', userId)
      .execute()
  })
}

async function requireAccount(db: Kysely<Tables>, userId: string): Promise<AccountRecord> {
  const row = await selectAccounts(db)
    .where('owners.id', '=', userId)
    .where('owners.user_state', '<>', 'deleted')
    .executeTakeFirst()
  if (row === undefined) throw new RegistryError('not_found', `the account ${userId} does not exist`)
  return toAccount(row)
}

async function assertOtherAdministrator(db: Kysely<Tables>, account: AccountRecord): Promise<void> {
  if (account.registryRole !== 'admin' || account.state !== 'active' || account.userType !== 'standard') return
  const other = await administrators(db).where('owners.id', '<>', account.id).executeTakeFirst()
  if (other === undefined) {
    throw new RegistryError(
      'failed_precondition',
      `${account.name} is the last active administrator of the registry; make somebody else one first`,
    )
  }
}

async function assertOwnsNothing(db: Kysely<Tables>, userId: string): Promise<void> {
  const owned =
    (await db.selectFrom('modules').select('name').where('owner_id', '=', userId).executeTakeFirst()) ??
    (await db.selectFrom('artifacts').select('name').where('owner_id', '=', userId).executeTakeFirst())
  if (owned !== undefined) {
    throw new RegistryError(
      'failed_precondition',
      `the account owns something, such as ${owned.name}; disable it, and transfer or delete what it owns first`,
    )
  }
}
