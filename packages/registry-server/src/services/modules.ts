import { canSee, requireScope } from '../auth/access.ts'
import { type Caller, hasScope } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import type { ModuleRecord, ModuleState, Visibility } from '../storage/records.ts'
import { assertFields } from './assert-fields.ts'
import { indexHeads } from './indexes/index-heads.ts'
import { resolveOwner } from './owners.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import type { ModuleRef, OwnerRef } from './refs.ts'
import { resolveModule, resolveModules } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

/** The label that commits go to when nobody says otherwise. */
export const DEFAULT_LABEL = 'main'

export interface ModuleToCreate {
  readonly owner: OwnerRef
  readonly name: string
  readonly visibility: Visibility
  readonly description: string
  readonly url: string
  /** Empty means `main`. */
  readonly defaultLabelName: string
}

/**
 * Creates modules, all or nothing; needs the scope push. A holder of the scope admin may name an owner that does not
 * exist: it is created as an organization.
 */
export async function createModules(
  context: ServiceContext,
  caller: Caller,
  modules: readonly ModuleToCreate[],
): Promise<ModuleRecord[]> {
  const principal = requireScope(caller, 'push')
  const mayCreateOwner = hasScope(principal, 'admin')
  const named = []
  for (const module of modules) {
    const ownerName = 'name' in module.owner ? module.owner.name : (await resolveOwner(context, module.owner)).name
    const defaultLabelName = module.defaultLabelName || DEFAULT_LABEL
    const { name: moduleName, description, url } = module
    assertFields({ ownerName, moduleName, labelName: defaultLabelName, description, url })
    if (!mayCreateOwner && (await context.store.findOwnerByName(ownerName)) === undefined) {
      throw new RegistryError(
        'not_found',
        `the owner ${ownerName} does not exist, and creating one needs a token with the scope admin`,
      )
    }
    named.push({
      ...module,
      id: context.newId(),
      ownerName,
      newOwnerId: mayCreateOwner ? context.newId() : undefined,
      defaultLabelName,
    })
  }
  return context.store.createModules(named, context.now())
}

export interface ModuleUpdate {
  readonly ref: ModuleRef
  readonly visibility: Visibility | undefined
  readonly state: ModuleState | undefined
  readonly description: string | undefined
  readonly url: string | undefined
  readonly defaultLabelName: string | undefined
}

/** Changes modules, all or nothing. Needs the scope admin: the default label and the visibility are policy. */
export async function updateModules(
  context: ServiceContext,
  caller: Caller,
  updates: readonly ModuleUpdate[],
): Promise<ModuleRecord[]> {
  requireScope(caller, 'admin')
  const changes = []
  for (const { ref, ...update } of updates) {
    const { id } = await resolveModule(context, caller, ref)
    assertFields({ ...update, labelName: update.defaultLabelName })
    if (update.defaultLabelName !== undefined) await assertLabelUsable(context, id, update.defaultLabelName)
    const set = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined))
    changes.push({ id, ...(set as Partial<Omit<ModuleUpdate, 'ref'>>) } as { id: string })
  }
  const updated = await context.store.updateModules(changes, context.now())
  for (const { id } of changes.filter((change) => 'defaultLabelName' in change)) await indexNewHead(context, id)
  return updated
}

/** Another default label has another head. What fails here, the next push to the module does. */
async function indexNewHead(context: ServiceContext, moduleId: string): Promise<void> {
  try {
    await indexHeads(context, { moduleId }, new AbortController().signal)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
  }
}

async function assertLabelUsable({ store }: ServiceContext, moduleId: string, name: string): Promise<void> {
  const label = await store.findLabelByName(moduleId, name)
  if (label?.archivedAtMs !== undefined) {
    throw new RegistryError('failed_precondition', `the label ${name} is archived; unarchive it first`)
  }
}

/** Deletes modules with everything in them, all or nothing. Needs the scope admin. */
export async function deleteModules(
  context: ServiceContext,
  caller: Caller,
  refs: readonly ModuleRef[],
): Promise<void> {
  requireScope(caller, 'admin')
  const modules = await resolveModules(context, caller, refs)
  await context.store.deleteModules(modules.map(({ id }) => id))
}

/** The modules that the caller may see; of some owners, or of all. */
export async function listModules(
  context: ServiceContext,
  caller: Caller,
  filter: { owners: readonly OwnerRef[]; orderBy: 'created' | 'updated' },
  page: PageParameters,
): Promise<Page<ModuleRecord>> {
  const ownerIds: string[] = []
  for (const ref of filter.owners) ownerIds.push((await resolveOwner(context, ref)).id)
  const includePrivate = hasScope(caller, 'read')
  const found = await context.store.listModules(
    { ownerIds: filter.owners.length === 0 ? undefined : ownerIds, includePrivate, orderBy: filter.orderBy },
    toPageRequest(page),
  )
  return { ...found, items: found.items.filter((module) => canSee(caller, module)) }
}
