import { ownerTarget, resourceTarget } from '../audit/audit-targets.ts'
import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { readableBy } from '../auth/readable.ts'
import { hasRight, type OwnerSubject, REGISTRY } from '../auth/rights.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import type { ModuleRecord, ModuleState, OwnerRecord, Visibility } from '../storage/records.ts'
import type { ModuleChange, NewModule } from '../storage/store.ts'
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
 * Creates modules, all or nothing; needs the right to push to their owners. An administrator may name an owner that does
 * not exist: it is created as an organization, which the administrator is an owner of.
 */
export async function createModules(
  context: ServiceContext,
  caller: Caller,
  modules: readonly ModuleToCreate[],
): Promise<ModuleRecord[]> {
  const principal = requireSignedIn(caller)
  const mayCreateOwner = hasRight(principal, 'own', REGISTRY)
  const named: NewModule[] = []
  for (const module of modules) {
    const owner = await findOwner(context, module.owner)
    const ownerName = owner?.name ?? ('name' in module.owner ? module.owner.name : '')
    const defaultLabelName = module.defaultLabelName || DEFAULT_LABEL
    const { name: moduleName, description, url } = module
    assertFields({ ownerName, moduleName, labelName: defaultLabelName, description, url })
    if (owner !== undefined) requireRight(principal, 'push', { ownerId: owner.id, ownerName })
    else if (!mayCreateOwner) {
      throw new RegistryError(
        'not_found',
        `the owner ${ownerName} does not exist, and only an administrator of the registry may create one`,
      )
    }
    named.push({
      ...module,
      id: context.newId(),
      ownerName,
      newOwnerId: mayCreateOwner ? context.newId() : undefined,
      firstMemberId: principal.userId,
      defaultLabelName,
    })
  }
  return recordChange(
    context,
    (store) => store.createModules(named, context.now()),
    (created) => [
      ...newOwnersOf(created, named).map((owner) => ({
        action: 'owner.created' as const,
        actor: principal,
        target: ownerTarget(owner),
      })),
      ...created.map((module) => ({
        action: 'module.created' as const,
        actor: principal,
        target: resourceTarget('module', module),
        details: { visibility: module.visibility },
      })),
    ],
  )
}

/** The owners that were made for modules. */
function newOwnersOf(created: readonly ModuleRecord[], named: readonly NewModule[]): OwnerSubject[] {
  const newIds = new Set(named.map(({ newOwnerId }) => newOwnerId))
  const made = created.filter(({ ownerId }) => newIds.has(ownerId))
  return [...new Map(made.map(({ ownerId, ownerName }) => [ownerId, { ownerId, ownerName }])).values()]
}

/** Undefined for a name that nobody has: it may become an owner's. */
async function findOwner(context: ServiceContext, ref: OwnerRef): Promise<OwnerRecord | undefined> {
  return 'name' in ref ? context.store.findOwnerByName(ref.name) : resolveOwner(context, ref)
}

export interface ModuleUpdate {
  readonly ref: ModuleRef
  readonly visibility: Visibility | undefined
  readonly state: ModuleState | undefined
  readonly description: string | undefined
  readonly url: string | undefined
  readonly defaultLabelName: string | undefined
}

/** Changes modules, all or nothing. Needs the right to maintain them: the default label and the visibility are policy. */
export async function updateModules(
  context: ServiceContext,
  caller: Caller,
  updates: readonly ModuleUpdate[],
): Promise<ModuleRecord[]> {
  const principal = requireSignedIn(caller)
  const changes: ModuleChange[] = []
  for (const { ref, ...update } of updates) {
    const module = await resolveModule(context, principal, ref)
    requireRight(principal, 'maintain', module)
    const { id } = module
    assertFields({ ...update, labelName: update.defaultLabelName })
    if (update.defaultLabelName !== undefined) await assertLabelUsable(context, id, update.defaultLabelName)
    const set = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined))
    changes.push({ id, ...(set as Omit<ModuleChange, 'id'>) })
  }
  const updated = await recordChange(
    context,
    (store) => store.updateModules(changes, context.now()),
    (modules) =>
      modules.map((module, index) => {
        const { id: _, ...details } = changes[index] as ModuleChange
        return { action: 'module.changed', actor: principal, target: resourceTarget('module', module), details }
      }),
  )
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

/** Deletes modules with everything in them, all or nothing. Needs the right to own them. */
export async function deleteModules(
  context: ServiceContext,
  caller: Caller,
  refs: readonly ModuleRef[],
): Promise<void> {
  const principal = requireSignedIn(caller)
  const modules = await resolveModules(context, principal, refs)
  for (const module of modules) requireRight(principal, 'own', module)
  await recordChange(
    context,
    (store) => store.deleteModules(modules.map(({ id }) => id)),
    () =>
      modules.map((module) => ({
        action: 'module.deleted',
        actor: principal,
        target: resourceTarget('module', module),
      })),
  )
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
  return context.store.listModules(
    {
      ownerIds: filter.owners.length === 0 ? undefined : ownerIds,
      readable: readableBy(caller),
      orderBy: filter.orderBy,
    },
    toPageRequest(page),
  )
}
