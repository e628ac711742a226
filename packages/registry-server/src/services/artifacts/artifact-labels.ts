import { resourceTarget } from '../../audit/audit-targets.ts'
import { type AuditEvent, recordChange } from '../../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type {
  ArtifactCommitRecord,
  ArtifactKind,
  ArtifactLabelMove,
  ArtifactLabelRecord,
  ArtifactRecord,
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

/** Creates labels and moves existing ones, all or nothing; needs the right to push. */
export async function moveArtifactLabels(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  moves: readonly { readonly label: ArtifactLabelRef; readonly commitId: string }[],
): Promise<ArtifactLabelRecord[]> {
  const principal = requireSignedIn(caller)
  const resolved: ArtifactLabelMove[] = []
  const events: AuditEvent[] = []
  for (const { label, commitId } of moves) {
    const { artifact, labelName } = await resolveTarget(context, principal, kind, label)
    requireRight(principal, 'push', artifact)
    const artifactId = artifact.id
    assertFields({ labelName })
    const commit = await context.store.findArtifactCommit(kind, commitId)
    if (commit?.artifactId !== artifactId) {
      throw new RegistryError('not_found', `the ${kind} of the label ${labelName} has no commit ${commitId}`)
    }
    resolved.push({ artifactId, labelName, newLabelId: context.newId(), commitId })
    const details = { kind, label: labelName, commitId }
    const target = resourceTarget('artifact', artifact)
    events.push({ action: 'artifact-label.moved', actor: principal, target, details })
  }
  return recordChange(
    context,
    (store) => store.moveArtifactLabels(resolved, { userId: principal.userId, nowMs: context.now() }),
    () => events,
  )
}

/** A label by name need not exist yet. */
async function resolveTarget(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  ref: ArtifactLabelRef,
): Promise<{ artifact: ArtifactRecord; labelName: string }> {
  if ('id' in ref) {
    const label = await resolveArtifactLabel(context, caller, kind, ref)
    return { artifact: await resolveArtifact(context, caller, kind, { id: label.artifactId }), labelName: label.name }
  }
  return { artifact: await resolveArtifact(context, caller, kind, ref), labelName: ref.label }
}

/** Archives labels or brings them back, all or nothing; needs the right to push. */
export async function setArtifactLabelsArchived(
  context: ServiceContext,
  caller: Caller,
  request: { kind: ArtifactKind; labels: readonly ArtifactLabelRef[]; archived: boolean },
): Promise<void> {
  const principal = requireSignedIn(caller)
  const labels = await getArtifactLabels(context, principal, request.kind, request.labels)
  const artifacts = new Map<string, ArtifactRecord>()
  for (const { artifactId } of labels) {
    const artifact =
      artifacts.get(artifactId) ?? (await resolveArtifact(context, principal, request.kind, { id: artifactId }))
    requireRight(principal, 'push', artifact)
    artifacts.set(artifactId, artifact)
  }
  if (labels.length === 0) throw new RegistryError('invalid_argument', 'name at least one label')
  if (request.archived && labels.some(({ name }) => name === ARTIFACT_DEFAULT_LABEL)) {
    throw new RegistryError(
      'failed_precondition',
      `${ARTIFACT_DEFAULT_LABEL} is the default label of every ${request.kind} and cannot be archived`,
    )
  }
  const ids = labels.map(({ id }) => id)
  const by = { userId: principal.userId, nowMs: context.now() }
  await recordChange(
    context,
    (store) => store.setArtifactLabelsArchived(ids, request.archived, by),
    () =>
      labels.map(({ artifactId, name }) => ({
        action: request.archived ? 'artifact-label.archived' : 'artifact-label.unarchived',
        actor: principal,
        target: resourceTarget('artifact', artifacts.get(artifactId) as ArtifactRecord),
        details: { kind: request.kind, label: name },
      })),
  )
}
