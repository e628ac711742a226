import { canSee, requireScope } from '../../auth/access.ts'
import { type Caller, hasScope } from '../../auth/principal.ts'
import type { ArtifactKind, ArtifactRecord, NewArtifact } from '../../storage/artifact-store.ts'
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

/** Creates plugins or policies, all or nothing; needs the scope push. The owner must exist. */
export async function createArtifacts(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  artifacts: readonly ArtifactToCreate[],
): Promise<ArtifactRecord[]> {
  requireScope(caller, 'push')
  const values: NewArtifact[] = []
  for (const { owner, name, visibility, description, sourceUrl } of artifacts) {
    assertFields({ artifactName: name, description, url: sourceUrl })
    const { id: ownerId, name: ownerName } = await resolveOwner(context, owner)
    values.push({ id: context.newId(), kind, ownerId, ownerName, name, visibility, description, sourceUrl })
  }
  return context.store.createArtifacts(values, context.now())
}

export interface ArtifactUpdate {
  readonly ref: ArtifactRef
  readonly visibility: Visibility | undefined
  readonly state: ModuleState | undefined
  readonly description: string | undefined
  readonly sourceUrl: string | undefined
}

/** Changes plugins or policies, all or nothing. Needs the scope admin: the visibility is policy. */
export async function updateArtifacts(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  updates: readonly ArtifactUpdate[],
): Promise<ArtifactRecord[]> {
  requireScope(caller, 'admin')
  const changes = []
  for (const { ref, ...update } of updates) {
    const { id } = await resolveArtifact(context, caller, kind, ref)
    assertFields({ description: update.description, url: update.sourceUrl })
    changes.push({ id, ...update })
  }
  return context.store.updateArtifacts(changes, context.now())
}

/** Deletes plugins or policies with everything in them, all or nothing. Needs the scope admin. */
export async function deleteArtifacts(
  context: ServiceContext,
  caller: Caller,
  kind: ArtifactKind,
  refs: readonly ArtifactRef[],
): Promise<void> {
  requireScope(caller, 'admin')
  const artifacts = await resolveArtifacts(context, caller, kind, refs)
  await context.store.deleteArtifacts(artifacts.map(({ id }) => id))
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
  const found = await context.store.listArtifacts(
    {
      kind: filter.kind,
      ownerIds: filter.owners.length === 0 ? undefined : ownerIds,
      includePrivate: hasScope(caller, 'read'),
    },
    toPageRequest(page),
  )
  return { ...found, items: found.items.filter((artifact) => canSee(caller, artifact)) }
}
