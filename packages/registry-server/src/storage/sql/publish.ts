import type { Kysely } from 'kysely'
import { revisionOf } from '../records.ts'
import type { LabelMove, NewCommit, Publication, PublishOutcome } from '../store.ts'
import type { TakenName } from '../symbol-store.ts'
import { insertDecision } from './decisions.ts'
import { changeHeadSymbols, findTakenNames } from './head-symbols.ts'
import { getPolicies } from './policies.ts'
import { indexMove } from './retired-uses.ts'
import type { Tables } from './tables.ts'
import { addDeliveries } from './webhook-outbox.ts'

/** Unwinds the transaction; never leaves this file. */
class Conflict extends Error {}

/** As `Conflict`, for names that are taken. */
class Taken extends Error {
  readonly names: readonly TakenName[]

  constructor(names: readonly TakenName[]) {
    super()
    this.names = names
  }
}

/** One transaction: the heads and policies are what they were when the push was checked, or nothing is stored. */
export async function publish(db: Kysely<Tables>, publication: Publication): Promise<PublishOutcome> {
  try {
    await db.transaction().execute(async (tx) => {
      for (const move of publication.labelMoves) await assertUnmoved(tx, move)
      for (const commit of publication.commits) await insertCommit(tx, commit, publication)
      for (const move of publication.labelMoves) await moveLabel(tx, move, publication)
      // When all modules have their new rows: a name may go from one to another in one step.
      for (const move of publication.labelMoves) await assertUnique(tx, move)
    })
    return 'published'
  } catch (error) {
    if (error instanceof Conflict) return 'conflict'
    if (error instanceof Taken) return error.names
    throw error
  }
}

async function assertUnmoved(tx: Kysely<Tables>, move: LabelMove): Promise<void> {
  const label = await tx
    .selectFrom('labels')
    .select('commit_id')
    .where('module_id', '=', move.moduleId)
    .where('name', '=', move.labelName)
    .executeTakeFirst()
  if (label?.commit_id !== move.expectedHead) throw new Conflict()
  const module = await tx
    .selectFrom('modules')
    .select(['id', 'owner_id as ownerId'])
    .where('id', '=', move.moduleId)
    .executeTakeFirst()
  // It may have been deleted meanwhile: the next attempt says so by name.
  if (module === undefined) throw new Conflict()
  if (revisionOf(await getPolicies(tx, module)) !== move.expectedPolicyRevision) throw new Conflict()
}

async function insertCommit(tx: Kysely<Tables>, commit: NewCommit, publication: Publication): Promise<void> {
  // The module or a dependency may have been deleted meanwhile: the next attempt says so by name.
  const module = await tx.selectFrom('modules').select('id').where('id', '=', commit.moduleId).executeTakeFirst()
  if (module === undefined) throw new Conflict()
  const inserted = await tx
    .insertInto('commits')
    .values({
      id: commit.id,
      module_id: commit.moduleId,
      files_digest: commit.filesDigest,
      b5: commit.b5,
      b4: commit.b4,
      v1_buf_yaml: commit.v1BufYaml,
      v1_buf_lock: commit.v1BufLock ?? null,
      source_control_url: commit.sourceControlUrl,
      created_by_user_id: publication.userId,
      created_at_ms: publication.nowMs,
    })
    .onConflict((conflict) => conflict.columns(['module_id', 'b5']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) throw new Conflict()
  for (const dependencyId of commit.dependencyIds) {
    const dependency = await tx.selectFrom('commits').select('id').where('id', '=', dependencyId).executeTakeFirst()
    if (dependency === undefined) throw new Conflict()
    await tx.insertInto('commit_dependencies').values({ commit_id: commit.id, dependency_id: dependencyId }).execute()
  }
  await addDeliveries(tx, {
    event: 'commit.pushed',
    moduleId: commit.moduleId,
    userId: publication.userId,
    nowMs: publication.nowMs,
    data: { commit_id: commit.id, digest: `b5:${commit.b5}` },
  })
}

async function moveLabel(tx: Kysely<Tables>, move: LabelMove, publication: Publication): Promise<void> {
  const { userId, nowMs } = publication
  const current = await tx
    .selectFrom('labels')
    .select(['id', 'commit_id', 'archived_at_ms'])
    .where('module_id', '=', move.moduleId)
    .where('name', '=', move.labelName)
    .executeTakeFirst()
  if (current?.commit_id === move.commitId && current.archived_at_ms === null) return
  const labelId = current?.id ?? move.newLabelId
  if (current === undefined) {
    await tx
      .insertInto('labels')
      .values({
        id: labelId,
        module_id: move.moduleId,
        name: move.labelName,
        commit_id: move.commitId,
        updated_by_user_id: userId,
        created_at_ms: nowMs,
        updated_at_ms: nowMs,
        archived_at_ms: null,
      })
      .execute()
  } else {
    await tx
      .updateTable('labels')
      .set({ commit_id: move.commitId, updated_by_user_id: userId, updated_at_ms: nowMs, archived_at_ms: null })
      .where('id', '=', labelId)
      .execute()
  }
  if (current?.commit_id === move.commitId) return
  const from = await tx
    .selectFrom('label_history')
    .select('seq')
    .where('label_id', '=', labelId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const to = await tx
    .insertInto('label_history')
    .values({ label_id: labelId, commit_id: move.commitId, moved_by_user_id: userId, moved_at_ms: nowMs })
    .returning('seq')
    .executeTakeFirstOrThrow()
  await indexMove(tx, labelId, { from: from?.seq, to: to.seq }, move.retired)
  await tx.updateTable('modules').set({ updated_at_ms: nowMs }).where('id', '=', move.moduleId).execute()
  await insertDecision(tx, move.decision, nowMs)
  await addDeliveries(tx, {
    event: 'label.moved',
    moduleId: move.moduleId,
    userId,
    nowMs,
    data: { label: move.labelName, commit_id: move.commitId, previous_commit_id: current?.commit_id ?? null },
  })
  if (move.symbols !== undefined && (await isDefaultLabel(tx, move))) {
    const { moduleId, commitId } = move
    await changeHeadSymbols(tx, { moduleId, commitId }, move.symbols, publication.symbolsVersion)
  }
}

async function isDefaultLabel(tx: Kysely<Tables>, { moduleId, labelName }: LabelMove): Promise<boolean> {
  const module = await tx
    .selectFrom('modules')
    .select('default_label_name')
    .where('id', '=', moduleId)
    .executeTakeFirst()
  return module?.default_label_name === labelName
}

async function assertUnique(tx: Kysely<Tables>, move: LabelMove): Promise<void> {
  if (!(move.unique.types || move.unique.paths) || !(await isDefaultLabel(tx, move))) return
  const names = await findTakenNames(tx, move.moduleId, move.unique)
  if (names.length > 0) throw new Taken(names)
}
