import { canSee } from '../auth/access.ts'
import type { Principal } from '../auth/principal.ts'
import { MAX_PUSH_DEPENDENCIES } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord, ModuleRecord } from '../storage/records.ts'
import type { ServiceContext } from './service-context.ts'

/** A commit that pushed files may import from. */
export interface PushDependency {
  readonly commit: CommitRecord
  readonly module: ModuleRecord
}

/**
 * The commits that a push names, completed by what they depend on themselves. Commits of modules that are pushed
 * along are left out: the pushed version takes their place. At most one commit for each module: a named one, else the
 * newest.
 * `not_found` for an unknown commit, `invalid_argument` for two named commits of one module.
 */
export async function resolvePushDependencies(
  context: Pick<ServiceContext, 'store'>,
  principal: Principal,
  dependencyIds: readonly string[],
  pushedModuleIds: ReadonlySet<string>,
): Promise<PushDependency[]> {
  if (dependencyIds.length > MAX_PUSH_DEPENDENCIES) {
    throw new RegistryError('invalid_argument', `a push has at most ${MAX_PUSH_DEPENDENCIES} dependencies`)
  }
  const byModule = new Map<string, CommitRecord>()
  for (const id of new Set(dependencyIds)) {
    const commit = await context.store.findCommit(id)
    if (commit === undefined) throw unknownDependency(id)
    const other = byModule.get(commit.moduleId)
    if (other !== undefined) {
      throw new RegistryError('invalid_argument', `the dependencies ${other.id} and ${id} are of the same module`)
    }
    byModule.set(commit.moduleId, commit)
  }
  await addIndirect(context, byModule)
  const dependencies: PushDependency[] = []
  for (const commit of byModule.values()) {
    if (pushedModuleIds.has(commit.moduleId)) continue
    const module = await context.store.findModuleById(commit.moduleId)
    if (module === undefined || !canSee(principal, module)) throw unknownDependency(commit.id)
    dependencies.push({ commit, module })
  }
  return dependencies
}

async function addIndirect(
  { store }: Pick<ServiceContext, 'store'>,
  byModule: Map<string, CommitRecord>,
): Promise<void> {
  const indirect = new Map<string, CommitRecord>()
  for (const commit of byModule.values()) {
    for (const dependency of await store.listDependencies(commit.id)) {
      if (byModule.has(dependency.moduleId)) continue
      const known = indirect.get(dependency.moduleId)
      if (known === undefined || known.createdAtMs < dependency.createdAtMs) {
        indirect.set(dependency.moduleId, dependency)
      }
    }
  }
  for (const [moduleId, commit] of indirect) byModule.set(moduleId, commit)
}

function unknownDependency(id: string): RegistryError {
  return new RegistryError(
    'not_found',
    `the dependency commit ${id} does not exist on this registry; update the lock file (buf dep update) and push again`,
  )
}
