import { requireScope } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type {
  ArtifactCommitRecord,
  ArtifactKind,
  ArtifactLabelMove,
  ArtifactLabelRecord,
} from '../../storage/artifact-store.ts'
import type { Page } from '../../storage/page.ts'
import { assertFields } from '../assert-fields.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ServiceContext } from '../service-context.ts'
import {
  ARTIFACT_DEFAULT_LABEL,
  type ArtifactLabelRef,
  type ArtifactResourceRef,
  resolveArtifact,
  resolveArtifactLabel,
  resolveArtifactResource,
} from './resolve-artifact.ts'

/** Labels, in the order of their references. */
export async function getArtifactLabels(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  kind: ArtifactKind,
  refs: readonly ArtifactLabelRef[],
): Promise<ArtifactLabelRecord[]> {
  const labels: ArtifactLabelRecord[] = []
  for (const ref of refs) labels.push(await resolveArtifactLabel(context, caller, kind, ref))
  return labels
}

export interface ArtifactLabelFilter {
  readonly kind: ArtifactKind
  /** A plugin or policy; or one of its commits: only labels that point at it; or one label. */
  readonly resource: ArtifactResourceRef
  readonly nameContains: string
  /** Undefined means both. */
  readonly archived: boolean | undefined
  readonly orderBy: 'created' | 'updated'
}

export async function listArtifactLabels(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  filter: ArtifactLabelFilter,
  page: PageParameters,
): Promise<Page<ArtifactLabelRecord>> {
  const resource = await resolveArtifactResource(context, caller, filter.kind, filter.resource)
  if (resource.type === 'label') return { items: [resource.label], next: undefined }
  const { nameContains, archived, orderBy } = filter
  const commitId = resource.type === 'commit' ? resource.commit.id : undefined
  const artifactId = resource.artifact.id
  return context.store.listArtifactLabels(
    { artifactId, commitId, nameContains, archived, orderBy },
    toPageRequest(page),
  )
}

/** The commits that a label has pointed at. */
export async function listArtifactLabelHistory(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  filter: {
    kind: ArtifactKind
    label: ArtifactLabelRef
    startCommitId: string | undefined
    onlyChangedDigests: boolean
  },
  page: PageParameters,
): Promise<Page<ArtifactCommitRecord>> {
  const { id: labelId } = await resolveArtifactLabel(context, caller, filter.kind, filter.label)
  const { startCommitId, onlyChangedDigests } = filter
  return context.store.listArtifactLabelHistory({ labelId, startCommitId, onlyChangedDigests }, toPageRequest(page))
}

/** Creates labels and moves existing ones, all or nothing; needs the scope push. */
export async function moveArtifactLabels(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  moves: readonly { readonly label: ArtifactLabelRef; readonly commitId: string }[],
): Promise<ArtifactLabelRecord[]> {
  const principal = requireScope(caller, 'push')
  const resolved: ArtifactLabelMove[] = []
  for (const { label, commitId } of moves) {
    const { artifactId, labelName } = await resolveTarget(context, caller, kind, label)
    assertFields({ labelName })
    const commit = await context.store.findArtifactCommit(kind, commitId)
    if (commit?.artifactId !== artifactId) {
      throw new RegistryError('not_found', `the ${kind} of the label ${labelName} has no commit ${commitId}`)
    }
    resolved.push({ artifactId, labelName, newLabelId: context.newId(), commitId })
  }
  return context.store.moveArtifactLabels(resolved, { userId: principal.userId, nowMs: context.now() })
}

/** A label by name need not exist yet. */
async function resolveTarget(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  ref: ArtifactLabelRef,
): Promise<{ artifactId: string; labelName: string }> {
  if ('id' in ref) {
    const label = await resolveArtifactLabel(context, caller, kind, ref)
    return { artifactId: label.artifactId, labelName: label.name }
  }
  return { artifactId: (await resolveArtifact(context, caller, kind, ref)).id, labelName: ref.label }
}

/** Archives labels or brings them back, all or nothing; needs the scope push. */
export async function setArtifactLabelsArchived(
  context: ServiceContext,
  caller: Caller,
  request: { kind: ArtifactKind; labels: readonly ArtifactLabelRef[]; archived: boolean },
): Promise<void> {
  const principal = requireScope(caller, 'push')
  const labels = await getArtifactLabels(context, principal, request.kind, request.labels)
  if (labels.length === 0) throw new RegistryError('invalid_argument', 'name at least one label')
  if (request.archived && labels.some(({ name }) => name === ARTIFACT_DEFAULT_LABEL)) {
    throw new RegistryError(
      'failed_precondition',
      `${ARTIFACT_DEFAULT_LABEL} is the default label of every ${request.kind} and cannot be archived`,
    )
  }
  await context.store.setArtifactLabelsArchived(
    labels.map(({ id }) => id),
    request.archived,
    { userId: principal.userId, nowMs: context.now() },
  )
}
