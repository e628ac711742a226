import { resourceTarget } from '../../audit/audit-targets.ts'
import { recordChange } from '../../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { readableBy } from '../../auth/readable.ts'
import type { ArtifactChange, ArtifactKind, ArtifactRecord, NewArtifact } from '../../storage/artifact-store.ts'
import type { Page } from '../../storage/page.ts'
import type { ModuleState, Visibility } from '../../storage/records.ts'
import { assertFields } from '../assert-fields.ts'
import { resolveOwner } from '../owners.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { OwnerRef } from '../refs.ts'
import type { ServiceContext } from '../service-context.ts'
import { type ArtifactRef, resolveArtifact, resolveArtifacts } from './resolve-artifact.ts'

export interface ArtifactToCreate {
  readonly owner: OwnerRef
  readonly name: string
  readonly visibility: Visibility
  readonly description: string
  readonly sourceUrl: string
}

/** Creates plugins or policies, all or nothing; needs the right to push to the owner, which must exist. */
export async function createArtifacts(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  artifacts: readonly ArtifactToCreate[],
): Promise<ArtifactRecord[]> {
  const principal = requireSignedIn(caller)
  const values: NewArtifact[] = []
  for (const { owner, name, visibility, description, sourceUrl } of artifacts) {
    assertFields({ artifactName: name, description, url: sourceUrl })
    const { id: ownerId, name: ownerName } = await resolveOwner(context, owner)
    requireRight(principal, 'push', { ownerId, ownerName })
    values.push({ id: context.newId(), kind, ownerId, ownerName, name, visibility, description, sourceUrl })
  }
  return recordChange(
    context,
    (store) => store.createArtifacts(values, context.now()),
    (created) =>
      created.map((artifact) => ({
        action: 'artifact.created',
        actor: principal,
        target: resourceTarget('artifact', artifact),
        details: { kind, visibility: artifact.visibility },
      })),
  )
}

export interface ArtifactUpdate {
  readonly ref: ArtifactRef
  readonly visibility: Visibility | undefined
  readonly state: ModuleState | undefined
  readonly description: string | undefined
  readonly sourceUrl: string | undefined
}

/** Changes plugins or policies, all or nothing. Needs the right to maintain them: the visibility is policy. */
export async function updateArtifacts(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  updates: readonly ArtifactUpdate[],
): Promise<ArtifactRecord[]> {
  const principal = requireSignedIn(caller)
  const changes: ArtifactChange[] = []
  for (const { ref, ...update } of updates) {
    const artifact = await resolveArtifact(context, principal, kind, ref)
    requireRight(principal, 'maintain', artifact)
    const { id } = artifact
    assertFields({ description: update.description, url: update.sourceUrl })
    changes.push({ id, ...update })
  }
  return recordChange(
    context,
    (store) => store.updateArtifacts(changes, context.now()),
    (updated) =>
      updated.map((artifact) => ({
        action: 'artifact.changed',
        actor: principal,
        target: resourceTarget('artifact', artifact),
        details: { kind, visibility: artifact.visibility },
      })),
  )
}

/** Deletes plugins or policies with everything in them, all or nothing. Needs the right to own them. */
export async function deleteArtifacts(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  refs: readonly ArtifactRef[],
): Promise<void> {
  const principal = requireSignedIn(caller)
  const artifacts = await resolveArtifacts(context, principal, kind, refs)
  for (const artifact of artifacts) requireRight(principal, 'own', artifact)
  await recordChange(
    context,
    (store) => store.deleteArtifacts(artifacts.map(({ id }) => id)),
    () =>
      artifacts.map((artifact) => ({
        action: 'artifact.deleted',
        actor: principal,
        target: resourceTarget('artifact', artifact),
        details: { kind },
      })),
  )
}

/** The plugins or policies that the caller may see; of some owners, or of all. */
export async function listArtifacts(
  context: ServiceContext,
  caller: Caller,
  filter: { kind: ArtifactKind; owners: readonly OwnerRef[] },
  page: PageParameters,
): Promise<Page<ArtifactRecord>> {
  const ownerIds: string[] = []
  for (const ref of filter.owners) ownerIds.push((await resolveOwner(context, ref)).id)
  return context.store.listArtifacts(
    {
      kind: filter.kind,
      ownerIds: filter.owners.length === 0 ? undefined : ownerIds,
      readable: readableBy(caller),
    },
    toPageRequest(page),
  )
}
