import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ArtifactCommitRecord, ArtifactKind } from '../../storage/artifact-store.ts'
import type { Page } from '../../storage/page.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ServiceContext } from '../service-context.ts'
import { type ArtifactResourceRef, resolveArtifactCommit, resolveArtifactResource } from './resolve-artifact.ts'

/** The commits that references stand for, in their order. */
export async function getArtifactCommits(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  kind: ArtifactKind,
  refs: readonly ArtifactResourceRef[],
): Promise<ArtifactCommitRecord[]> {
  const commits: ArtifactCommitRecord[] = []
  for (const ref of refs) commits.push(await resolveArtifactCommit(context, caller, kind, ref))
  return commits
}

/** All commits of a plugin or policy, those that a label has pointed at, or the one commit that is named. */
export async function listArtifactCommits(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  filter: { kind: ArtifactKind; resource: ArtifactResourceRef; idPrefix: string },
  page: PageParameters,
): Promise<Page<ArtifactCommitRecord>> {
  if (!/^[0-9a-f]{0,32}$/.test(filter.idPrefix)) {
    throw new RegistryError('invalid_argument', 'id_query must be the beginning of a commit id: hex digits')
  }
  const resource = await resolveArtifactResource(context, caller, filter.kind, filter.resource)
  if (resource.type === 'commit') return { items: [resource.commit], next: undefined }
  const request = toPageRequest(page)
  if (resource.type === 'artifact') {
    return context.store.listArtifactCommits({ artifactId: resource.artifact.id, idPrefix: filter.idPrefix }, request)
  }
  const { items, next } = await context.store.listArtifactLabelHistory(
    { labelId: resource.label.id, startCommitId: undefined, onlyChangedDigests: false },
    request,
  )
  return { items: items.filter(({ id }) => id.startsWith(filter.idPrefix)), next }
}

/** The content of commits as it was pushed, in the order of the references. */
export async function downloadArtifacts(
  context: Pick<ServiceContext, 'store' | 'blobs'>,
  caller: Caller,
  kind: ArtifactKind,
  refs: readonly ArtifactResourceRef[],
): Promise<{ commit: ArtifactCommitRecord; content: Uint8Array }[]> {
  const commits = await getArtifactCommits(context, caller, kind, refs)
  const contents = await context.blobs.getAll(commits.map(({ digest }) => digest))
  return commits.map((commit, index) => ({ commit, content: contents[index] as Uint8Array }))
}
