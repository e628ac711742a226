import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { Readable } from '../readable.ts'
import type { ModuleRecord } from '../records.ts'
import type { ModuleChange, NewModule } from '../store.ts'
import { isReadable } from './is-readable.ts'
import { behindCursor } from './keyset.ts'
import { findOwner, insertOrganization } from './owners.ts'
import { addModuleWord } from './search-words.ts'
import type { ModulesTable, Tables } from './tables.ts'
import { deleteWebhooksOf } from './webhook-outbox.ts'

function toModule(row: Selectable<ModulesTable> & { owner_name: string }): ModuleRecord {
  return {
    id: row.id,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    name: row.name,
    visibility: row.visibility,
    state: row.state,
    description: row.description,
    url: row.url,
    defaultLabelName: row.default_label_name,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}

function selectModules(db: Kysely<Tables>) {
  return db
    .selectFrom('modules')
    .innerJoin('owners', 'owners.id', 'modules.owner_id')
    .selectAll('modules')
    .select('owners.name as owner_name')
}

export async function findModuleById(db: Kysely<Tables>, id: string): Promise<ModuleRecord | undefined> {
  const row = await selectModules(db).where('modules.id', '=', id).executeTakeFirst()
  return row && toModule(row)
}

export async function findModuleByName(
  db: Kysely<Tables>,
  ownerName: string,
  name: string,
): Promise<ModuleRecord | undefined> {
  const row = await selectModules(db)
    .where('owners.name', '=', ownerName)
    .where('modules.name', '=', name)
    .executeTakeFirst()
  return row && toModule(row)
}

export async function listModules(
  db: Kysely<Tables>,
  filter: { ownerIds: readonly string[] | undefined; readable: Readable; orderBy: 'created' | 'updated' },
  page: PageRequest,
): Promise<Page<ModuleRecord>> {
  const column = filter.orderBy === 'created' ? 'modules.created_at_ms' : 'modules.updated_at_ms'
  const direction = page.descending ? 'desc' : 'asc'
  let query = selectModules(db)
    .where((eb) => behindCursor(eb, column, 'modules.id', page))
    .orderBy(column, direction)
    .orderBy('modules.id', direction)
    .limit(page.size + 1)
  if (filter.ownerIds !== undefined) query = query.where('modules.owner_id', 'in', filter.ownerIds)
  const readable = isReadable('modules', filter.readable)
  if (readable !== undefined) query = query.where(readable)
  const rows = await query.execute()
  return toPage(rows.map(toModule), page.size, (module) => ({
    sortKey: filter.orderBy === 'created' ? module.createdAtMs : module.updatedAtMs,
    id: module.id,
  }))
}

async function insertModule(tx: Kysely<Tables>, module: NewModule, nowMs: number): Promise<ModuleRecord> {
  let owner = await findOwner(tx, { column: 'name', value: module.ownerName })
  if (owner === undefined && module.newOwnerId !== undefined) {
    const { newOwnerId: id, ownerName, firstMemberId } = module
    const first = firstMemberId === undefined ? {} : { firstMemberId }
    const organization = { id, name: ownerName, description: '', url: '', ...first }
    owner = await insertOrganization(tx, organization, nowMs)
  }
  if (owner === undefined) throw new RegistryError('not_found', `the owner ${module.ownerName} does not exist`)
  const row = await tx
    .insertInto('modules')
    .values({
      id: module.id,
      owner_id: owner.id,
      name: module.name,
      visibility: module.visibility,
      state: 'active',
      description: module.description,
      url: module.url,
      default_label_name: module.defaultLabelName,
      created_at_ms: nowMs,
      updated_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.columns(['owner_id', 'name']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) {
    throw new RegistryError('already_exists', `the module ${module.ownerName}/${module.name} already exists`)
  }
  await addModuleWord(tx, module.name)
  return toModule({ ...row, owner_name: owner.name })
}

export function createModules(
  db: Kysely<Tables>,
  modules: readonly NewModule[],
  nowMs: number,
): Promise<ModuleRecord[]> {
  return db.transaction().execute(async (tx) => {
    const created: ModuleRecord[] = []
    for (const module of modules) created.push(await insertModule(tx, module, nowMs))
    return created
  })
}

export function updateModules(
  db: Kysely<Tables>,
  changes: readonly ModuleChange[],
  nowMs: number,
): Promise<ModuleRecord[]> {
  return db.transaction().execute(async (tx) => {
    const updated: ModuleRecord[] = []
    for (const { id, defaultLabelName, ...change } of changes) {
      await tx
        .updateTable('modules')
        .set({
          ...change,
          ...(defaultLabelName === undefined ? {} : { default_label_name: defaultLabelName }),
          updated_at_ms: nowMs,
        })
        .where('id', '=', id)
        .execute()
      const module = await findModuleById(tx, id)
      if (module === undefined) throw new RegistryError('not_found', `a module with the id ${id} does not exist`)
      updated.push(module)
    }
    return updated
  })
}

export function transferModule(
  db: Kysely<Tables>,
  id: string,
  { ownerId, nowMs }: { readonly ownerId: string; readonly nowMs: number },
): Promise<ModuleRecord> {
  return db.transaction().execute(async (tx) => {
    const module = await findModuleById(tx, id)
    const owner = await findOwner(tx, { column: 'id', value: ownerId })
    if (module === undefined || owner === undefined) {
      throw new RegistryError('not_found', `the ${module === undefined ? 'module' : 'new owner'} does not exist`)
    }
    if (module.ownerId === ownerId) return module
    if ((await findModuleByName(tx, owner.name, module.name)) !== undefined) {
      throw new RegistryError('already_exists', `the module ${owner.name}/${module.name} already exists`)
    }
    await tx.updateTable('modules').set({ owner_id: ownerId, updated_at_ms: nowMs }).where('id', '=', id).execute()
    return { ...module, ownerId, ownerName: owner.name, updatedAtMs: nowMs }
  })
}

export function deleteModules(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  return db.transaction().execute(async (tx) => {
    if (ids.length === 0) return
    const dependent = await tx
      .selectFrom('commit_dependencies')
      .innerJoin('commits as dependency', 'dependency.id', 'commit_dependencies.dependency_id')
      .innerJoin('commits as user', 'user.id', 'commit_dependencies.commit_id')
      .innerJoin('modules', 'modules.id', 'user.module_id')
      .innerJoin('owners', 'owners.id', 'modules.owner_id')
      .select(['owners.name as owner', 'modules.name as name'])
      .where('dependency.module_id', 'in', ids)
      .where('user.module_id', 'not in', ids)
      .executeTakeFirst()
    if (dependent !== undefined) {
      throw new RegistryError(
        'failed_precondition',
        `${dependent.owner}/${dependent.name} depends on a module to be deleted; deprecate it instead`,
      )
    }
    // What refers to commits goes first: the commits of several modules may depend on each other.
    const commits = tx.selectFrom('commits').select('id').where('module_id', 'in', ids)
    const labels = tx.selectFrom('labels').select('id').where('module_id', 'in', ids)
    await tx.deleteFrom('commit_dependencies').where('commit_id', 'in', commits).execute()
    await tx.deleteFrom('label_history').where('label_id', 'in', labels).execute()
    await tx.deleteFrom('labels').where('module_id', 'in', ids).execute()
    await tx.deleteFrom('policy_levels').where('level', '=', 'module').where('subject_id', 'in', ids).execute()
    await deleteWebhooksOf(tx, ids)
    await tx.deleteFrom('modules').where('id', 'in', ids).execute()
  })
}
