import { type Kysely, type Selectable, sql } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type {
  ArtifactCommitRecord,
  ArtifactKind,
  ArtifactLabelMove,
  ArtifactLabelRecord,
  Change,
} from '../artifact-store.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { ArtifactLabelsTable } from './artifact-tables.ts'
import { containsIgnoringCase } from './contains-ignoring-case.ts'
import { behindCursor } from './keyset.ts'
import type { Tables } from './tables.ts'
import { toArtifactCommit } from './to-artifact-commit.ts'

function toLabel(row: Selectable<ArtifactLabelsTable> & { owner_id: string; kind: ArtifactKind }): ArtifactLabelRecord {
  return {
    id: row.id,
    artifactId: row.artifact_id,
    kind: row.kind,
    ownerId: row.owner_id,
    name: row.name,
    commitId: row.commit_id,
    updatedByUserId: row.updated_by_user_id,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    archivedAtMs: row.archived_at_ms ?? undefined,
  }
}

function selectLabels(db: Kysely<Tables>) {
  return db
    .selectFrom('artifact_labels')
    .innerJoin('artifacts', 'artifacts.id', 'artifact_labels.artifact_id')
    .selectAll('artifact_labels')
    .select(['artifacts.owner_id as owner_id', 'artifacts.kind as kind'])
}

export async function findArtifactLabelById(
  db: Kysely<Tables>,
  kind: ArtifactKind,
  id: string,
): Promise<ArtifactLabelRecord | undefined> {
  const row = await selectLabels(db)
    .where('artifact_labels.id', '=', id)
    .where('artifacts.kind', '=', kind)
    .executeTakeFirst()
  return row && toLabel(row)
}

export async function findArtifactLabelByName(
  db: Kysely<Tables>,
  artifactId: string,
  name: string,
): Promise<ArtifactLabelRecord | undefined> {
  const row = await selectLabels(db)
    .where('artifact_labels.artifact_id', '=', artifactId)
    .where('artifact_labels.name', '=', name)
    .executeTakeFirst()
  return row && toLabel(row)
}

export async function listArtifactLabels(
  db: Kysely<Tables>,
  filter: {
    artifactId: string
    commitId: string | undefined
    nameContains: string
    archived: boolean | undefined
    orderBy: 'created' | 'updated'
  },
  page: PageRequest,
): Promise<Page<ArtifactLabelRecord>> {
  const column = filter.orderBy === 'created' ? 'artifact_labels.created_at_ms' : 'artifact_labels.updated_at_ms'
  const direction = page.descending ? 'desc' : 'asc'
  let query = selectLabels(db)
    .where('artifact_labels.artifact_id', '=', filter.artifactId)
    .where((eb) => behindCursor(eb, column, 'artifact_labels.id', page))
    .orderBy(column, direction)
    .orderBy('artifact_labels.id', direction)
    .limit(page.size + 1)
  if (filter.commitId !== undefined) query = query.where('artifact_labels.commit_id', '=', filter.commitId)
  if (filter.archived !== undefined) {
    query = query.where('artifact_labels.archived_at_ms', filter.archived ? 'is not' : 'is', null)
  }
  if (filter.nameContains !== '') {
    query = query.where(containsIgnoringCase(sql`artifact_labels.name`, filter.nameContains))
  }
  const rows = await query.execute()
  return toPage(rows.map(toLabel), page.size, (label) => ({
    sortKey: filter.orderBy === 'created' ? label.createdAtMs : label.updatedAtMs,
    id: label.id,
  }))
}

export async function listArtifactLabelHistory(
  db: Kysely<Tables>,
  filter: { labelId: string; startCommitId: string | undefined; onlyChangedDigests: boolean },
  page: PageRequest,
): Promise<Page<ArtifactCommitRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('artifact_label_history as history')
    .innerJoin('artifact_commits as commit', 'commit.id', 'history.commit_id')
    .innerJoin('artifacts', 'artifacts.id', 'commit.artifact_id')
    .selectAll('commit')
    .select(['artifacts.owner_id as owner_id', 'artifacts.kind as kind', 'history.seq as seq'])
    .where('history.label_id', '=', filter.labelId)
    .orderBy('history.seq', direction)
    .limit(page.size + 1)
  if (page.after !== undefined) query = query.where('history.seq', page.descending ? '<' : '>', page.after.sortKey)
  if (filter.startCommitId !== undefined) {
    const start = db
      .selectFrom('artifact_label_history')
      .select((eb) => eb.fn[page.descending ? 'max' : 'min']('seq').as('seq'))
      .where('label_id', '=', filter.labelId)
      .where('commit_id', '=', filter.startCommitId)
    query = query.where('history.seq', page.descending ? '<=' : '>=', start)
  }
  if (filter.onlyChangedDigests) {
    // Within one artifact a digest is a commit.
    query = query.where(sql<boolean>`history.commit_id IS DISTINCT FROM (
      SELECT earlier.commit_id FROM artifact_label_history AS earlier
      WHERE earlier.label_id = history.label_id AND earlier.seq < history.seq
      ORDER BY earlier.seq DESC LIMIT 1)`)
  }
  const rows = await query.execute()
  const { items, next } = toPage(rows, page.size, ({ seq, id }) => ({ sortKey: seq, id }))
  return { items: items.map(toArtifactCommit), next }
}

export function moveArtifactLabels(
  db: Kysely<Tables>,
  moves: readonly ArtifactLabelMove[],
  change: Change,
): Promise<ArtifactLabelRecord[]> {
  return db.transaction().execute(async (tx) => {
    const labels: ArtifactLabelRecord[] = []
    for (const move of moves) {
      const commit = await tx
        .selectFrom('artifact_commits')
        .select('id')
        .where('id', '=', move.commitId)
        .where('artifact_id', '=', move.artifactId)
        .executeTakeFirst()
      if (commit === undefined) throw new RegistryError('not_found', `there is no commit ${move.commitId} any more`)
      await moveArtifactLabel(tx, move, change)
      labels.push((await findArtifactLabelByName(tx, move.artifactId, move.labelName)) as ArtifactLabelRecord)
    }
    return labels
  })
}

/** Creates the label or moves it, and brings it back if it is archived; where it is already, nothing changes. */
export async function moveArtifactLabel(
  tx: Kysely<Tables>,
  move: ArtifactLabelMove,
  { userId, nowMs }: Change,
): Promise<void> {
  const { artifactId, labelName, commitId } = move
  const current = await findArtifactLabelByName(tx, artifactId, labelName)
  if (current?.commitId === commitId && current.archivedAtMs === undefined) return
  const labelId = current?.id ?? move.newLabelId
  const fields = { commit_id: commitId, updated_by_user_id: userId, updated_at_ms: nowMs, archived_at_ms: null }
  if (current === undefined) {
    await tx
      .insertInto('artifact_labels')
      .values({ id: labelId, artifact_id: artifactId, name: labelName, created_at_ms: nowMs, ...fields })
      .execute()
  } else {
    await tx.updateTable('artifact_labels').set(fields).where('id', '=', labelId).execute()
  }
  if (current?.commitId === commitId) return
  await tx
    .insertInto('artifact_label_history')
    .values({ label_id: labelId, commit_id: commitId, moved_by_user_id: userId, moved_at_ms: nowMs })
    .execute()
  await tx.updateTable('artifacts').set({ updated_at_ms: nowMs }).where('id', '=', artifactId).execute()
}

export function setArtifactLabelsArchived(
  db: Kysely<Tables>,
  ids: readonly string[],
  archived: boolean,
  { userId, nowMs }: Change,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (const id of ids) {
      await tx
        .updateTable('artifact_labels')
        .set({ archived_at_ms: archived ? nowMs : null, updated_at_ms: nowMs, updated_by_user_id: userId })
        .where('id', '=', id)
        // Doing it again changes nothing, the times included.
        .where('archived_at_ms', archived ? 'is' : 'is not', null)
        .execute()
    }
  })
}
