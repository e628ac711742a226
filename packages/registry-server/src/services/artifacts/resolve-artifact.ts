import { isCommitId } from '@wireproof/module'
import { missing, requireVisible } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type {
  ArtifactCommitRecord,
  ArtifactKind,
  ArtifactLabelRecord,
  ArtifactRecord,
} from '../../storage/artifact-store.ts'
import type { ServiceContext } from '../service-context.ts'

/** The label that a reference without a label or commit means: plugins and policies have no other default. */
export const ARTIFACT_DEFAULT_LABEL = 'main'

export type ArtifactRef = { readonly id: string } | { readonly owner: string; readonly artifact: string }
export type ArtifactLabelRef =
  | { readonly id: string }
  | { readonly owner: string; readonly artifact: string; readonly label: string }
export type ArtifactResourceRef =
  | { readonly id: string }
  | {
      readonly owner: string
      readonly artifact: string
      /** Only a label. */
      readonly label: string | undefined
      /** A commit id or a label. */
      readonly ref: string | undefined
    }

/** What a reference names: a plugin or policy, one of its labels, or one of its commits. */
export type ArtifactResource =
  | { readonly type: 'artifact'; readonly artifact: ArtifactRecord }
  | { readonly type: 'label'; readonly artifact: ArtifactRecord; readonly label: ArtifactLabelRecord }
  | { readonly type: 'commit'; readonly artifact: ArtifactRecord; readonly commit: ArtifactCommitRecord }

type Stores = Pick<ServiceContext, 'store'>

function describe(kind: ArtifactKind, ref: ArtifactRef | ArtifactLabelRef | ArtifactResourceRef): string {
  if ('id' in ref) return `the ${kind} with the id ${ref.id}`
  const child = ('label' in ref && ref.label) || ('ref' in ref && ref.ref) || ''
  return `the ${kind} ${ref.owner}/${ref.artifact}${child === '' ? '' : `:${child}`}`
}

/** The plugin or policy that is meant, if the caller may see it; `not_found` or `unauthenticated` otherwise. */
export async function resolveArtifact(
  { store }: Stores,
  caller: Caller,
  kind: ArtifactKind,
  ref: ArtifactRef,
): Promise<ArtifactRecord> {
  const found =
    'id' in ref
      ? await store.findArtifactById(kind, ref.id)
      : await store.findArtifactByName(kind, ref.owner, ref.artifact)
  return requireVisible(caller, found, describe(kind, ref))
}

/** `resolveArtifact` for many, in their order. */
export async function resolveArtifacts(
  context: Stores,
  caller: Caller,
  kind: ArtifactKind,
  refs: readonly ArtifactRef[],
): Promise<ArtifactRecord[]> {
  const artifacts: ArtifactRecord[] = []
  for (const ref of refs) artifacts.push(await resolveArtifact(context, caller, kind, ref))
  return artifacts
}

/** The label that is meant, if the caller may see what it belongs to. */
export async function resolveArtifactLabel(
  context: Stores,
  caller: Caller,
  kind: ArtifactKind,
  ref: ArtifactLabelRef,
): Promise<ArtifactLabelRecord> {
  const resource = await resolveArtifactResource(context, caller, kind, 'id' in ref ? ref : { ...ref, ref: undefined })
  if (resource.type !== 'label') throw missing(caller, describe(kind, ref))
  return resource.label
}

/** What a reference names. A `ref` is first tried as a commit id, then as a label. */
export async function resolveArtifactResource(
  context: Stores,
  caller: Caller,
  kind: ArtifactKind,
  ref: ArtifactResourceRef,
): Promise<ArtifactResource> {
  if ('id' in ref) return resolveId(context, caller, kind, ref.id)
  const artifact = await resolveArtifact(context, caller, kind, ref)
  if (ref.ref && isCommitId(ref.ref)) {
    const commit = await context.store.findArtifactCommit(kind, ref.ref)
    if (commit?.artifactId === artifact.id) return { type: 'commit', artifact, commit }
  }
  const name = ref.label || ref.ref
  if (!name) return { type: 'artifact', artifact }
  const label = await context.store.findArtifactLabelByName(artifact.id, name)
  if (label === undefined) throw missing(caller, describe(kind, ref))
  return { type: 'label', artifact, label }
}

async function resolveId({ store }: Stores, caller: Caller, kind: ArtifactKind, id: string): Promise<ArtifactResource> {
  const commit = await store.findArtifactCommit(kind, id)
  const label = commit === undefined ? await store.findArtifactLabelById(kind, id) : undefined
  const found = await store.findArtifactById(kind, commit?.artifactId ?? label?.artifactId ?? id)
  const artifact = requireVisible(caller, found, describe(kind, { id }))
  if (commit !== undefined) return { type: 'commit', artifact, commit }
  if (label !== undefined) return { type: 'label', artifact, label }
  return { type: 'artifact', artifact }
}

/**
 * The commit that a reference stands for: a label's own, or that of the default label.
 * `failed_precondition` when that label has no commit yet.
 */
export async function resolveArtifactCommit(
  context: Stores,
  caller: Caller,
  kind: ArtifactKind,
  ref: ArtifactResourceRef,
): Promise<ArtifactCommitRecord> {
  const resource = await resolveArtifactResource(context, caller, kind, ref)
  if (resource.type === 'commit') return resource.commit
  const { artifact } = resource
  const label =
    resource.type === 'label'
      ? resource.label
      : await context.store.findArtifactLabelByName(artifact.id, ARTIFACT_DEFAULT_LABEL)
  const commit = label && (await context.store.findArtifactCommit(kind, label.commitId))
  if (commit === undefined) {
    throw new RegistryError(
      'failed_precondition',
      `the ${kind} ${artifact.ownerName}/${artifact.name} has no commit on its label "${ARTIFACT_DEFAULT_LABEL}" yet; ` +
        'push to it, or name another label or a commit',
    )
  }
  return commit
}
