import { type Kysely, type Selectable, sql } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { LabelHistoryEntry, LabelRecord } from '../records.ts'
import { toCommit } from './commits.ts'
import { containsIgnoringCase } from './contains-ignoring-case.ts'
import { behindCursor } from './keyset.ts'
import type { LabelsTable, Tables } from './tables.ts'

function toLabel(row: Selectable<LabelsTable> & { owner_id: string }): LabelRecord {
  return {
    id: row.id,
    moduleId: row.module_id,
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
    .selectFrom('labels')
    .innerJoin('modules', 'modules.id', 'labels.module_id')
    .selectAll('labels')
    .select('modules.owner_id as owner_id')
}

export async function findLabelById(db: Kysely<Tables>, id: string): Promise<LabelRecord | undefined> {
  const row = await selectLabels(db).where('labels.id', '=', id).executeTakeFirst()
  return row && toLabel(row)
}

export async function findLabelByName(
  db: Kysely<Tables>,
  moduleId: string,
  name: string,
): Promise<LabelRecord | undefined> {
  const row = await selectLabels(db)
    .where('labels.module_id', '=', moduleId)
    .where('labels.name', '=', name)
    .executeTakeFirst()
  return row && toLabel(row)
}

export async function listLabels(
  db: Kysely<Tables>,
  filter: {
    moduleId: string
    commitId: string | undefined
    nameContains: string
    archived: boolean | undefined
    orderBy: 'created' | 'updated'
  },
  page: PageRequest,
): Promise<Page<LabelRecord>> {
  const column = filter.orderBy === 'created' ? 'labels.created_at_ms' : 'labels.updated_at_ms'
  const direction = page.descending ? 'desc' : 'asc'
  let query = selectLabels(db)
    .where('labels.module_id', '=', filter.moduleId)
    .where((eb) => behindCursor(eb, column, 'labels.id', page))
    .orderBy(column, direction)
    .orderBy('labels.id', direction)
    .limit(page.size + 1)
  if (filter.commitId !== undefined) query = query.where('labels.commit_id', '=', filter.commitId)
  if (filter.archived !== undefined) {
    query = query.where('labels.archived_at_ms', filter.archived ? 'is not' : 'is', null)
  }
  if (filter.nameContains !== '') {
    query = query.where(containsIgnoringCase(sql`labels.name`, filter.nameContains))
  }
  const rows = await query.execute()
  return toPage(rows.map(toLabel), page.size, (label) => ({
    sortKey: filter.orderBy === 'created' ? label.createdAtMs : label.updatedAtMs,
    id: label.id,
  }))
}

export async function listLabelHistory(
  db: Kysely<Tables>,
  filter: { labelId: string; startCommitId: string | undefined; onlyChangedDigests: boolean },
  page: PageRequest,
): Promise<Page<LabelHistoryEntry>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('label_history')
    .innerJoin('commits', 'commits.id', 'label_history.commit_id')
    .innerJoin('modules', 'modules.id', 'commits.module_id')
    .selectAll('commits')
    .select(['modules.owner_id as owner_id', 'label_history.seq as seq', 'label_history.moved_at_ms as moved_at_ms'])
    .where('label_history.label_id', '=', filter.labelId)
    .orderBy('label_history.seq', direction)
    .limit(page.size + 1)
  if (page.after !== undefined) {
    query = query.where('label_history.seq', page.descending ? '<' : '>', page.after.sortKey)
  }
  if (filter.startCommitId !== undefined) {
    const start = db
      .selectFrom('label_history')
      .select((eb) => eb.fn[page.descending ? 'max' : 'min']('seq').as('seq'))
      .where('label_id', '=', filter.labelId)
      .where('commit_id', '=', filter.startCommitId)
    query = query.where('label_history.seq', page.descending ? '<=' : '>=', start)
  }
  if (filter.onlyChangedDigests) {
    query = query.where(sql<boolean>`commits.b5 IS DISTINCT FROM (
      SELECT earlier_commit.b5 FROM label_history AS earlier
      JOIN commits AS earlier_commit ON earlier_commit.id = earlier.commit_id
      WHERE earlier.label_id = label_history.label_id AND earlier.seq < label_history.seq
      ORDER BY earlier.seq DESC LIMIT 1)`)
  }
  const rows = await query.execute()
  const { items, next } = toPage(rows, page.size, ({ seq, id }) => ({ sortKey: seq, id }))
  return { items: items.map((row) => ({ commit: toCommit(row), movedAtMs: row.moved_at_ms })), next }
}

export function setLabelsArchived(
  db: Kysely<Tables>,
  ids: readonly string[],
  change: { archived: boolean; userId: string; nowMs: number },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (const id of ids) {
      if (change.archived) {
        const isDefault = await tx
          .selectFrom('labels')
          .innerJoin('modules', 'modules.id', 'labels.module_id')
          .select('labels.name as name')
          .where('labels.id', '=', id)
          .whereRef('modules.default_label_name', '=', 'labels.name')
          .executeTakeFirst()
        if (isDefault !== undefined) {
          throw new RegistryError(
            'failed_precondition',
            `${isDefault.name} is the default label of its module and cannot be archived; make another one the default first`,
          )
        }
      }
      await tx
        .updateTable('labels')
        .set({
          archived_at_ms: change.archived ? change.nowMs : null,
          updated_at_ms: change.nowMs,
          updated_by_user_id: change.userId,
        })
        .where('id', '=', id)
        // Doing it again changes nothing, the times included.
        .where('archived_at_ms', change.archived ? 'is' : 'is not', null)
        .execute()
    }
  })
}
