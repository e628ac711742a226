import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type { ArtifactChange, ArtifactKind, ArtifactRecord, NewArtifact } from '../artifact-store.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { Readable } from '../readable.ts'
import type { ArtifactsTable } from './artifact-tables.ts'
import { isReadable } from './is-readable.ts'
import { behindCursor } from './keyset.ts'
import type { Tables } from './tables.ts'

function toArtifact(row: Selectable<ArtifactsTable> & { owner_name: string }): ArtifactRecord {
  return {
    id: row.id,
    kind: row.kind,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    name: row.name,
    visibility: row.visibility,
    state: row.state,
    description: row.description,
    sourceUrl: row.source_url,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}

function selectArtifacts(db: Kysely<Tables>) {
  return db
    .selectFrom('artifacts')
    .innerJoin('owners', 'owners.id', 'artifacts.owner_id')
    .selectAll('artifacts')
    .select('owners.name as owner_name')
}

export async function findArtifactById(
  db: Kysely<Tables>,
  kind: ArtifactKind,
  id: string,
): Promise<ArtifactRecord | undefined> {
  const row = await selectArtifacts(db)
    .where('artifacts.id', '=', id)
    .where('artifacts.kind', '=', kind)
    .executeTakeFirst()
  return row && toArtifact(row)
}

export async function findArtifactByName(
  db: Kysely<Tables>,
  kind: ArtifactKind,
  ownerName: string,
  name: string,
): Promise<ArtifactRecord | undefined> {
  const row = await selectArtifacts(db)
    .where('owners.name', '=', ownerName)
    .where('artifacts.kind', '=', kind)
    .where('artifacts.name', '=', name)
    .executeTakeFirst()
  return row && toArtifact(row)
}

export async function listArtifacts(
  db: Kysely<Tables>,
  filter: { kind: ArtifactKind; ownerIds: readonly string[] | undefined; readable: Readable },
  page: PageRequest,
): Promise<Page<ArtifactRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = selectArtifacts(db)
    .where('artifacts.kind', '=', filter.kind)
    .where((eb) => behindCursor(eb, 'artifacts.created_at_ms', 'artifacts.id', page))
    .orderBy('artifacts.created_at_ms', direction)
    .orderBy('artifacts.id', direction)
    .limit(page.size + 1)
  if (filter.ownerIds !== undefined) query = query.where('artifacts.owner_id', 'in', filter.ownerIds)
  const readable = isReadable('artifacts', filter.readable)
  if (readable !== undefined) query = query.where(readable)
  const rows = await query.execute()
  return toPage(rows.map(toArtifact), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

export function createArtifacts(
  db: Kysely<Tables>,
  artifacts: readonly NewArtifact[],
  nowMs: number,
): Promise<ArtifactRecord[]> {
  return db.transaction().execute(async (tx) => {
    const created: ArtifactRecord[] = []
    for (const artifact of artifacts) {
      const row = await tx
        .insertInto('artifacts')
        .values({
          id: artifact.id,
          kind: artifact.kind,
          owner_id: artifact.ownerId,
          name: artifact.name,
          visibility: artifact.visibility,
          state: 'active',
          description: artifact.description,
          source_url: artifact.sourceUrl,
          created_at_ms: nowMs,
          updated_at_ms: nowMs,
        })
        .onConflict((conflict) => conflict.columns(['owner_id', 'kind', 'name']).doNothing())
        .returningAll()
        .executeTakeFirst()
      if (row === undefined) {
        const name = `${artifact.ownerName}/${artifact.name}`
        throw new RegistryError('already_exists', `the ${artifact.kind} ${name} already exists`)
      }
      created.push(toArtifact({ ...row, owner_name: artifact.ownerName }))
    }
    return created
  })
}

export function updateArtifacts(
  db: Kysely<Tables>,
  changes: readonly ArtifactChange[],
  nowMs: number,
): Promise<ArtifactRecord[]> {
  return db.transaction().execute(async (tx) => {
    const updated: ArtifactRecord[] = []
    for (const { id, visibility, state, description, sourceUrl } of changes) {
      await tx
        .updateTable('artifacts')
        .set({
          ...(visibility === undefined ? {} : { visibility }),
          ...(state === undefined ? {} : { state }),
          ...(description === undefined ? {} : { description }),
          ...(sourceUrl === undefined ? {} : { source_url: sourceUrl }),
          updated_at_ms: nowMs,
        })
        .where('id', '=', id)
        .execute()
      const row = await selectArtifacts(tx).where('artifacts.id', '=', id).executeTakeFirst()
      if (row === undefined) throw new RegistryError('not_found', `there is nothing with the id ${id}`)
      updated.push(toArtifact(row))
    }
    return updated
  })
}

export function deleteArtifacts(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  return db.transaction().execute(async (tx) => {
    if (ids.length === 0) return
    // Labels and their history refer to commits, which go with the artifact: so they go first.
    const labels = tx.selectFrom('artifact_labels').select('id').where('artifact_id', 'in', ids)
    await tx.deleteFrom('artifact_label_history').where('label_id', 'in', labels).execute()
    await tx.deleteFrom('artifact_labels').where('artifact_id', 'in', ids).execute()
    await tx.deleteFrom('artifacts').where('id', 'in', ids).execute()
  })
}
