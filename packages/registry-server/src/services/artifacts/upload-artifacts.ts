import { labelNameProblem } from '@wireproof/module'
import { resourceTarget } from '../../audit/audit-targets.ts'
import { recordChange } from '../../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { MAX_BATCH, MAX_LABELS_PER_CONTENT } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type {
  ArtifactCommitRecord,
  ArtifactKind,
  ArtifactRecord,
  ArtifactVersion,
} from '../../storage/artifact-store.ts'
import { assertFields } from '../assert-fields.ts'
import type { ServiceContext } from '../service-context.ts'
import { ARTIFACT_DEFAULT_LABEL, type ArtifactRef, resolveArtifact } from './resolve-artifact.ts'

/** A version of a plugin or policy as the caller sent it. */
export interface ArtifactUpload<Content> {
  readonly artifact: ArtifactRef
  readonly content: Content
  /** The labels to move; none means the default label. */
  readonly labels: readonly ({ readonly id: string } | { readonly name: string })[]
  readonly sourceControlUrl: string
}

/** What is kept of an upload: bytes, and their SHAKE256 as 128 hex digits. */
export interface PackedArtifact {
  readonly bytes: Uint8Array
  readonly digest: string
}

/**
 * Stores a version of each plugin or policy and moves its labels, all or nothing; needs the right to push. The commits
 * come back in the order of the uploads; the same content again gives the commit that is there. `pack` makes of what was
 * sent the bytes to keep, with the digest that clients compute; it rejects with `invalid_argument` for what is no such
 * content.
 */
export async function uploadArtifacts<Content>(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  uploads: readonly ArtifactUpload<Content>[],
  pack: (content: Content, name: string) => Promise<PackedArtifact>,
): Promise<ArtifactCommitRecord[]> {
  const principal = requireSignedIn(caller)
  if (uploads.length === 0) throw new RegistryError('invalid_argument', `an upload needs at least one ${kind}`)
  if (uploads.length > MAX_BATCH) {
    throw new RegistryError('invalid_argument', `an upload has at most ${MAX_BATCH} contents, not ${uploads.length}`)
  }
  const blobs = new Map<string, Uint8Array>()
  const versions: ArtifactVersion[] = []
  const artifacts: ArtifactRecord[] = []
  for (const upload of uploads) {
    const artifact = await resolveArtifact(context, principal, kind, upload.artifact)
    requireRight(principal, 'push', artifact)
    const name = `${artifact.ownerName}/${artifact.name}`
    if (versions.some(({ artifactId }) => artifactId === artifact.id)) {
      throw new RegistryError('invalid_argument', `${name} is there twice; push one version of a ${kind} at a time`)
    }
    assertFields({ url: upload.sourceControlUrl })
    const labels = await resolveLabelNames(context, artifact, upload.labels)
    const { bytes, digest } = await pack(upload.content, name)
    blobs.set(digest, bytes)
    artifacts.push(artifact)
    versions.push({
      artifactId: artifact.id,
      newCommitId: context.newId(),
      digest,
      sourceControlUrl: upload.sourceControlUrl,
      labels: labels.map((label) => ({ name: label, newId: context.newId() })),
    })
  }
  await context.blobs.putAll(blobs)
  return recordChange(
    context,
    (store) => store.publishArtifacts(versions, { userId: principal.userId, nowMs: context.now() }),
    (commits) =>
      commits.map(({ id }, index) => ({
        action: 'artifact.pushed',
        actor: principal,
        target: resourceTarget('artifact', artifacts[index] as ArtifactRecord),
        details: { kind, commitId: id },
      })),
  )
}

async function resolveLabelNames(
  { store }: Pick<ServiceContext, 'store'>,
  artifact: ArtifactRecord,
  labels: ArtifactUpload<unknown>['labels'],
): Promise<string[]> {
  if (labels.length > MAX_LABELS_PER_CONTENT) {
    throw new RegistryError('invalid_argument', `an upload moves at most ${MAX_LABELS_PER_CONTENT} labels`)
  }
  const names = new Set<string>()
  for (const ref of labels) {
    if ('name' in ref) {
      const problem = labelNameProblem(ref.name)
      if (problem !== undefined) throw new RegistryError('invalid_argument', problem)
      names.add(ref.name)
      continue
    }
    const label = await store.findArtifactLabelById(artifact.kind, ref.id)
    if (label?.artifactId !== artifact.id) {
      throw new RegistryError('not_found', `${artifact.ownerName}/${artifact.name} has no label with the id ${ref.id}`)
    }
    names.add(label.name)
  }
  if (names.size === 0) names.add(ARTIFACT_DEFAULT_LABEL)
  return [...names]
}
