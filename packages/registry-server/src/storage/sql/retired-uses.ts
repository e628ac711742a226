import { type Kysely, sql } from 'kysely'
import type { RetiredUse } from '../../symbols/retired-uses.ts'
import type { HistoryPlace, UnindexedStep } from '../symbol-store.ts'
import { jsonRowsOf } from './json-rows.ts'
import type { Tables } from './tables.ts'

export async function nextUnindexedStep(db: Kysely<Tables>, labelId: string): Promise<UnindexedStep | undefined> {
  const indexed = await db
    .selectFrom('indexed_labels')
    .innerJoin('label_history', 'label_history.seq', 'indexed_labels.seq')
    .select(['label_history.seq as seq', 'label_history.commit_id as commitId'])
    .where('indexed_labels.label_id', '=', labelId)
    .executeTakeFirst()
  const to = await db
    .selectFrom('label_history')
    .select(['seq', 'commit_id as commitId'])
    .where('label_id', '=', labelId)
    .where('seq', '>', indexed?.seq ?? 0)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return to && { labelId, from: indexed, to }
}

export async function listUnindexedLabels(db: Kysely<Tables>, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('labels')
    .leftJoin('indexed_labels', 'indexed_labels.label_id', 'labels.id')
    .select('labels.id as id')
    .where('labels.id', '>', after)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('label_history')
          .select('label_history.seq')
          .whereRef('label_history.label_id', '=', 'labels.id')
          .where('label_history.seq', '>', eb.fn.coalesce('indexed_labels.seq', eb.lit(0))),
      ),
    )
    .orderBy('labels.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export function indexStep(db: Kysely<Tables>, step: UnindexedStep, retired: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const indexed = await tx
      .selectFrom('indexed_labels')
      .select('seq')
      .where('label_id', '=', step.labelId)
      .executeTakeFirst()
    const history = await tx
      .selectFrom('label_history')
      .select('label_id')
      .where('seq', '=', step.to.seq)
      .executeTakeFirst()
    // Gone by somebody else, or deleted meanwhile.
    if (indexed?.seq !== step.from?.seq || history?.label_id !== step.labelId) return false
    await goStep(tx, step.labelId, step.from?.seq, step.to.seq, retired)
    return true
  })
}

/** Goes the step that a move of a label makes, if the index is where the label was; else it catches up later. */
export async function indexMove(
  tx: Kysely<Tables>,
  labelId: string,
  places: { readonly from: HistoryPlace['seq'] | undefined; readonly to: HistoryPlace['seq'] },
  retired: string | undefined,
): Promise<void> {
  const indexed = await tx.selectFrom('indexed_labels').select('seq').where('label_id', '=', labelId).executeTakeFirst()
  if (indexed?.seq !== places.from) return
  if (places.from !== undefined && retired === undefined) return
  await goStep(tx, labelId, places.from, places.to, retired ?? '[]')
}

async function goStep(
  tx: Kysely<Tables>,
  labelId: string,
  from: number | undefined,
  to: number,
  retired: string,
): Promise<void> {
  if (from !== undefined) {
    const json = jsonRowsOf(tx)
    await sql`INSERT INTO retired_uses (label_id, seq, kind, symbol, number, name, json_name, type)
      SELECT ${labelId}, CAST(${from} AS bigint), ${json.text(0)}, ${json.text(1)}, ${json.integer(2)},
        ${json.text(3)}, ${json.text(4)}, ${json.text(5)}
      FROM ${json.rows(retired)}`.execute(tx)
  }
  await tx
    .insertInto('indexed_labels')
    .values({ label_id: labelId, seq: to })
    .onConflict((conflict) => conflict.column('label_id').doUpdateSet({ seq: to }))
    .execute()
}

export async function listRetiredUses(db: Kysely<Tables>, labelId: string): Promise<RetiredUse[]> {
  const rows = await db
    .selectFrom('retired_uses')
    .innerJoin('label_history', 'label_history.seq', 'retired_uses.seq')
    .selectAll('retired_uses')
    .select('label_history.commit_id as commit_id')
    .where('retired_uses.label_id', '=', labelId)
    .orderBy('retired_uses.seq')
    .execute()
  return rows.map(({ commit_id, kind, symbol, number, name, json_name, type }) => ({
    commitId: commit_id,
    use: { kind, symbol, number, name, jsonName: json_name, type },
  }))
}
