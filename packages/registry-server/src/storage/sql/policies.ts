import type { Kysely } from 'kysely'
import type { ModuleRecord, PolicyRecord, PolicyRecords, PolicyTarget } from '../records.ts'
import type { Tables } from './tables.ts'

export async function getPolicy(db: Kysely<Tables>, target: PolicyTarget): Promise<PolicyRecord> {
  const row = await db
    .selectFrom('policy_levels')
    .select(['text', 'revision'])
    .where('level', '=', target.level)
    .where('subject_id', '=', subjectOf(target))
    .executeTakeFirst()
  return row ?? { text: '', revision: 0 }
}

export async function getPolicies(
  db: Kysely<Tables>,
  module: Pick<ModuleRecord, 'id' | 'ownerId'>,
): Promise<PolicyRecords> {
  return {
    registry: await getPolicy(db, { level: 'registry' }),
    owner: await getPolicy(db, { level: 'owner', id: module.ownerId }),
    module: await getPolicy(db, { level: 'module', id: module.id }),
  }
}

export async function setPolicy(
  db: Kysely<Tables>,
  target: PolicyTarget,
  change: { text: string; userId: string; nowMs: number },
): Promise<void> {
  await db
    .insertInto('policy_levels')
    .values({
      level: target.level,
      subject_id: subjectOf(target),
      text: change.text,
      revision: 1,
      updated_by_user_id: change.userId,
      updated_at_ms: change.nowMs,
    })
    .onConflict((conflict) =>
      conflict.columns(['level', 'subject_id']).doUpdateSet((eb) => ({
        text: change.text,
        revision: eb('policy_levels.revision', '+', 1),
        updated_by_user_id: change.userId,
        updated_at_ms: change.nowMs,
      })),
    )
    .execute()
}

function subjectOf(target: PolicyTarget): string {
  return target.level === 'registry' ? '' : target.id
}
