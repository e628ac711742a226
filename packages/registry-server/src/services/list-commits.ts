import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import type { CommitRecord } from '../storage/records.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import type { ResourceRef } from './refs.ts'
import { resolveResource } from './resolve-resource.ts'
import type { ServiceContext } from './service-context.ts'

/** All commits of a module, those that a label has pointed at, or the one commit that is named. */
export async function listCommits(
  context: ServiceContext,
  caller: Caller,
  filter: { resource: ResourceRef; idPrefix: string },
  page: PageParameters,
): Promise<Page<CommitRecord>> {
  if (!/^[0-9a-f]{0,32}$/.test(filter.idPrefix)) {
    throw new RegistryError('invalid_argument', 'id_query must be the beginning of a commit id: hex digits')
  }
  const resource = await resolveResource(context, caller, filter.resource)
  if (resource.kind === 'commit') return { items: [resource.commit], next: undefined }
  const request = toPageRequest(page)
  if (resource.kind === 'module') {
    return context.store.listCommits({ moduleId: resource.module.id, idPrefix: filter.idPrefix }, request)
  }
  const history = await context.store.listLabelHistory(
    { labelId: resource.label.id, startCommitId: undefined, onlyChangedDigests: false },
    request,
  )
  const commits = history.items.map(({ commit }) => commit).filter(({ id }) => id.startsWith(filter.idPrefix))
  return { items: commits, next: history.next }
}
