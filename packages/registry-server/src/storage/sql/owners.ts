import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { OwnerRecord } from '../records.ts'
import type { NewOrganization, NewUser, OrganizationChange } from '../store.ts'
import { behindCursor } from './keyset.ts'
import type { OwnersTable, Tables } from './tables.ts'
import { deleteWebhooksOf } from './webhook-outbox.ts'

function toOwner(row: Selectable<OwnersTable>): OwnerRecord {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    userType: row.user_type ?? undefined,
    description: row.description,
    url: row.url,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}

export async function findOwner(
  db: Kysely<Tables>,
  by: { column: 'id' | 'name'; value: string },
): Promise<OwnerRecord | undefined> {
  const row = await db.selectFrom('owners').selectAll().where(by.column, '=', by.value).executeTakeFirst()
  return row && toOwner(row)
}

export async function listOwners(
  db: Kysely<Tables>,
  filter: { kind: OwnerRecord['kind'] },
  page: PageRequest,
): Promise<Page<OwnerRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  const rows = await db
    .selectFrom('owners')
    .selectAll()
    .where('kind', '=', filter.kind)
    .where((eb) => eb.or([eb('user_state', 'is', null), eb('user_state', '<>', 'deleted')]))
    .where((eb) => behindCursor(eb, 'created_at_ms', 'id', page))
    .orderBy('created_at_ms', direction)
    .orderBy('id', direction)
    .limit(page.size + 1)
    .execute()
  return toPage(rows.map(toOwner), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

export async function ensureUser(db: Kysely<Tables>, user: NewUser, nowMs: number): Promise<OwnerRecord> {
  await db
    .insertInto('owners')
    .values({
      id: user.id,
      kind: 'user',
      name: user.name,
      user_type: user.userType,
      user_state: 'active',
      registry_role: user.registryRole,
      description: '',
      url: '',
      created_at_ms: nowMs,
      updated_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const owner = await findOwner(db, { column: 'name', value: user.name })
  if (owner?.kind !== 'user') throw new RegistryError('already_exists', `${user.name} is an organization, not a user`)
  return owner
}

/** Inserts an organization; `already_exists` when the name is taken. Runs inside the caller's transaction. */
export async function insertOrganization(
  db: Kysely<Tables>,
  organization: NewOrganization,
  nowMs: number,
): Promise<OwnerRecord> {
  const row = await db
    .insertInto('owners')
    .values({
      id: organization.id,
      kind: 'organization',
      name: organization.name,
      user_type: null,
      user_state: null,
      registry_role: null,
      description: organization.description,
      url: organization.url,
      created_at_ms: nowMs,
      updated_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) {
    throw new RegistryError('already_exists', `an owner with the name ${organization.name} already exists`)
  }
  if (organization.firstMemberId !== undefined) {
    const { id, firstMemberId } = organization
    const member = { organization_id: id, user_id: firstMemberId, role: 'owner', created_at_ms: nowMs } as const
    await db.insertInto('members').values(member).execute()
  }
  return toOwner(row)
}

export function createOrganizations(
  db: Kysely<Tables>,
  organizations: readonly NewOrganization[],
  nowMs: number,
): Promise<OwnerRecord[]> {
  return db.transaction().execute(async (tx) => {
    const created: OwnerRecord[] = []
    for (const organization of organizations) created.push(await insertOrganization(tx, organization, nowMs))
    return created
  })
}

export function updateOrganizations(
  db: Kysely<Tables>,
  changes: readonly OrganizationChange[],
  nowMs: number,
): Promise<OwnerRecord[]> {
  return db.transaction().execute(async (tx) => {
    const updated: OwnerRecord[] = []
    for (const { id, ...change } of changes) {
      const row = await tx
        .updateTable('owners')
        .set({ ...change, updated_at_ms: nowMs })
        .where('id', '=', id)
        .where('kind', '=', 'organization')
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) throw new RegistryError('not_found', `an organization with the id ${id} does not exist`)
      updated.push(toOwner(row))
    }
    return updated
  })
}

export function deleteOrganizations(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (const id of ids) {
      const owned = await tx.selectFrom('modules').select('name').where('owner_id', '=', id).executeTakeFirst()
      if (owned !== undefined) {
        throw new RegistryError(
          'failed_precondition',
          `the organization owns modules, such as ${owned.name}; delete these first`,
        )
      }
      await tx.deleteFrom('policy_levels').where('level', '=', 'owner').where('subject_id', '=', id).execute()
      const artifact = await tx
        .selectFrom('artifacts')
        .select(['kind', 'name'])
        .where('owner_id', '=', id)
        .executeTakeFirst()
      if (artifact !== undefined) {
        throw new RegistryError(
          'failed_precondition',
          `the organization owns plugins or policies, such as the ${artifact.kind} ${artifact.name}; delete these first`,
        )
      }
      await deleteWebhooksOf(tx, [id])
      await tx.deleteFrom('owners').where('id', '=', id).where('kind', '=', 'organization').execute()
    }
  })
}
