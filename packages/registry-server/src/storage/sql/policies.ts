import type { Kysely } from 'kysely'
import type { PolicyRecord } from '../records.ts'
import type { Tables } from './tables.ts'

export async function getPolicy(db: Kysely<Tables>, moduleId: string): Promise<PolicyRecord> {
  const row = await db
    .selectFrom('policies')
    .select(['text', 'revision'])
    .where('module_id', '=', moduleId)
    .executeTakeFirst()
  return row ?? { text: '', revision: 0 }
}

export async function setPolicy(
  db: Kysely<Tables>,
  moduleId: string,
  change: { text: string; userId: string; nowMs: number },
): Promise<void> {
  await db
    .insertInto('policies')
    .values({
      module_id: moduleId,
      text: change.text,
      revision: 1,
      updated_by_user_id: change.userId,
      updated_at_ms: change.nowMs,
    })
    .onConflict((conflict) =>
      conflict.column('module_id').doUpdateSet((eb) => ({
        text: change.text,
        revision: eb('policies.revision', '+', 1),
        updated_by_user_id: change.userId,
        updated_at_ms: change.nowMs,
      })),
    )
    .execute()
}
