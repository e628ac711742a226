import type { Kysely } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type { MemberRole } from '../account-records.ts'
import type { MemberStore } from '../member-store.ts'
import { toPage } from '../page.ts'
import { behindCursor } from './keyset.ts'
import type { Tables } from './tables.ts'

export function createMemberStore(db: Kysely<Tables>): MemberStore {
  return {
    async listMembers(organizationId, page) {
      const direction = page.descending ? 'desc' : 'asc'
      const rows = await db
        .selectFrom('members')
        .innerJoin('owners', 'owners.id', 'members.user_id')
        .select([
          'members.user_id as userId',
          'owners.name as userName',
          'members.role',
          'members.created_at_ms as createdAtMs',
        ])
        .where('members.organization_id', '=', organizationId)
        .where((eb) => behindCursor(eb, 'members.created_at_ms', 'members.user_id', page))
        .orderBy('members.created_at_ms', direction)
        .orderBy('members.user_id', direction)
        .limit(page.size + 1)
        .execute()
      return toPage(rows, page.size, ({ createdAtMs, userId }) => ({ sortKey: createdAtMs, id: userId }))
    },

    setMember: (organizationId, { userId, role }, nowMs) =>
      db.transaction().execute(async (tx) => {
        const previous = await findRole(tx, organizationId, userId)
        if (previous === 'owner' && role !== 'owner') await assertOtherOwner(tx, organizationId, userId)
        await tx
          .insertInto('members')
          .values({ organization_id: organizationId, user_id: userId, role, created_at_ms: nowMs })
          .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet({ role }))
          .execute()
        return { previous }
      }),

    removeMember: (organizationId, userId) =>
      db.transaction().execute(async (tx) => {
        const role = await findRole(tx, organizationId, userId)
        if (role === undefined) return false
        if (role === 'owner') await assertOtherOwner(tx, organizationId, userId)
        await tx
          .deleteFrom('members')
          .where('organization_id', '=', organizationId)
          .where('user_id', '=', userId)
          .execute()
        return true
      }),
  }
}

async function findRole(db: Kysely<Tables>, organizationId: string, userId: string): Promise<MemberRole | undefined> {
  const row = await db
    .selectFrom('members')
    .select('role')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.role
}

async function assertOtherOwner(db: Kysely<Tables>, organizationId: string, userId: string): Promise<void> {
  const other = await db
    .selectFrom('members')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'owner')
    .where('user_id', '<>', userId)
    .executeTakeFirst()
  if (other === undefined) {
    throw new RegistryError(
      'failed_precondition',
      'this is the last owner of the organization; make somebody else an owner first',
    )
  }
}
