import { formatModuleName, type ModuleReference } from '@wireproof/module'
import { moduleV1 } from '@wireproof/registry-api'
import { usageFailure } from '../failure.ts'
import { openModuleInput } from '../inputs/module-input.ts'
import { collectPages } from '../list/collect-pages.ts'
import type { Registries } from '../registry/registry.ts'
import { MAX_VERSIONS, type Version } from './version.ts'

/** The commits that a label has pointed at, oldest first. Rejects with a Failure, also when there are none. */
export async function listLabelVersions(reference: ModuleReference, registries: Registries): Promise<Version[]> {
  const { owner, module, ref } = reference
  const registry = registries.at(reference.registry)
  const label = ref ?? (await defaultLabelOf(reference, registries))
  const labelRef = { value: { case: 'name' as const, value: { owner, module, label } } }
  const commits = await collectPages(MAX_VERSIONS + 1, async (pageToken, pageSize) => {
    const order = moduleV1.ListLabelHistoryRequest_Order.ASC
    const answer = await registry.ask((client) =>
      client.labels.listLabelHistory({ pageToken, pageSize, labelRef, order, onlyCommitsWithChangedDigests: true }),
    )
    return {
      items: answer.values.flatMap(({ commit }) => commit ?? []),
      nextPageToken: answer.nextPageToken,
    }
  })
  const name = `${formatModuleName(reference)}:${label}`
  if (commits.length === 0) throw usageFailure(`${name} has no commit yet: there is nothing to compare with`)
  if (commits.length > MAX_VERSIONS) {
    throw usageFailure(`${name} has more than ${MAX_VERSIONS} commits; compare with a label that moves less often`)
  }
  return commits.map(({ id }) => ({
    name: `${label} at commit ${id}`,
    open: () => openModuleInput({ ...reference, ref: id }, registries),
  }))
}

async function defaultLabelOf({ registry, owner, module }: ModuleReference, registries: Registries): Promise<string> {
  const { modules } = await registries
    .at(registry)
    .ask((client) => client.modules.getModules({ moduleRefs: [{ value: { case: 'name', value: { owner, module } } }] }))
  return modules[0]?.defaultLabelName ?? ''
}
