import { moduleV1 } from '@wireproof/registry-api'
import type { Registry } from '../registry/registry.ts'
import { collectPages, PAGE_SIZE } from './collect-pages.ts'

/** A module as `ls` lists it; the keys are those of its JSON. */
export interface ListedModule {
  /** `host/owner/module`. */
  readonly module: string
  readonly visibility: 'public' | 'private'
  readonly defaultLabel: string
  readonly isDeprecated: boolean
}

/** All modules of a registry, or of one owner, that the token may see; sorted by name. Rejects with a Failure. */
export async function fetchModules(registry: Registry, owner: string | undefined): Promise<ListedModule[]> {
  const ownerRefs = owner === undefined ? [] : [{ value: { case: 'name' as const, value: owner } }]
  const modules = await collectPages(Number.POSITIVE_INFINITY, async (pageToken, pageSize) => {
    const answer = await registry.ask((client) => client.modules.listModules({ pageToken, pageSize, ownerRefs }))
    return { items: answer.modules, nextPageToken: answer.nextPageToken }
  })
  const names = await fetchOwnerNames(registry, [...new Set(modules.map((module) => module.ownerId))])
  return modules
    .map((module) => ({
      module: `${registry.host}/${names.get(module.ownerId) ?? module.ownerId}/${module.name}`,
      visibility: module.visibility === moduleV1.ModuleVisibility.PUBLIC ? ('public' as const) : ('private' as const),
      defaultLabel: module.defaultLabelName,
      isDeprecated: module.state === moduleV1.ModuleState.DEPRECATED,
    }))
    .sort((a, b) => (a.module < b.module ? -1 : 1))
}

async function fetchOwnerNames(registry: Registry, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (let start = 0; start < ids.length; start += PAGE_SIZE) {
    const batch = ids.slice(start, start + PAGE_SIZE)
    const ownerRefs = batch.map((id) => ({ value: { case: 'id' as const, value: id } }))
    const { owners } = await registry.ask((client) => client.owners.getOwners({ ownerRefs }))
    for (const { value } of owners) if (value.case !== undefined) names.set(value.value.id, value.value.name)
  }
  return names
}
