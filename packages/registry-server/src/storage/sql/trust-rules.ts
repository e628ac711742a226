import type { Kysely, Selectable } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import { toPage } from '../page.ts'
import type { UserType } from '../records.ts'
import type { TrustRuleRecord, TrustRuleStore } from '../trust-rule-store.ts'
import { behindCursor } from './keyset.ts'
import type { Tables } from './tables.ts'
import { insertToken } from './tokens.ts'
import type { TrustRulesTable } from './trust-rule-tables.ts'

function selectRules(db: Kysely<Tables>) {
  return db
    .selectFrom('trust_rules')
    .innerJoin('owners', 'owners.id', 'trust_rules.user_id')
    .selectAll('trust_rules')
    .select(['owners.name as user_name', 'owners.user_type'])
}

function toTrustRule(
  row: Selectable<TrustRulesTable> & { user_name: string; user_type: UserType | null },
): TrustRuleRecord {
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.user_name,
    userType: row.user_type ?? 'standard',
    issuer: row.issuer,
    audience: row.audience,
    claims: JSON.parse(row.claims) as TrustRuleRecord['claims'],
    scopes: JSON.parse(row.scopes) as TrustRuleRecord['scopes'],
    note: row.note,
    createdByUserId: row.created_by_user_id,
    createdAtMs: row.created_at_ms,
  }
}

/** The part of the store that keeps rules of trust and the tokens that come of them. */
export function createTrustRuleStore(db: Kysely<Tables>): TrustRuleStore {
  return {
    createTrustRule: (rule, max, nowMs) =>
      db.transaction().execute(async (tx) => {
        const { count } = await tx
          .selectFrom('trust_rules')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          // All of them, by an index that is smaller than the table.
          .where('created_at_ms', '>=', 0)
          .executeTakeFirstOrThrow()
        if (count >= max) {
          throw new RegistryError(
            'resource_exhausted',
            `there are ${count} trust rules already, the most; delete one first`,
          )
        }
        await tx
          .insertInto('trust_rules')
          .values({
            id: rule.id,
            user_id: rule.userId,
            issuer: rule.issuer,
            audience: rule.audience,
            claims: JSON.stringify(rule.claims),
            scopes: JSON.stringify(rule.scopes),
            note: rule.note,
            created_by_user_id: rule.createdByUserId,
            created_at_ms: nowMs,
          })
          .execute()
        return toTrustRule(await selectRules(tx).where('trust_rules.id', '=', rule.id).executeTakeFirstOrThrow())
      }),

    listTrustRules: async (page) => {
      const direction = page.descending ? 'desc' : 'asc'
      const rows = await selectRules(db)
        .where((eb) => behindCursor(eb, 'trust_rules.created_at_ms', 'trust_rules.id', page))
        .orderBy('trust_rules.created_at_ms', direction)
        .orderBy('trust_rules.id', direction)
        .limit(page.size + 1)
        .execute()
      return toPage(rows.map(toTrustRule), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
    },

    listTrustRulesOf: async (issuer) => {
      const rows = await selectRules(db)
        .where('trust_rules.issuer', '=', issuer)
        .orderBy('trust_rules.created_at_ms')
        .orderBy('trust_rules.id')
        .execute()
      return rows.map(toTrustRule)
    },

    deleteTrustRule: (id, nowMs) =>
      db.transaction().execute(async (tx) => {
        const row = await selectRules(tx).where('trust_rules.id', '=', id).executeTakeFirst()
        if (row === undefined) return undefined
        await tx.deleteFrom('trust_rules').where('id', '=', id).execute()
        await tx
          .updateTable('tokens')
          .set({ revoked_at_ms: nowMs })
          .where('trust_rule_id', '=', id)
          .where('revoked_at_ms', 'is', null)
          .execute()
        return toTrustRule(row)
      }),

    insertExchangedToken: (token, trustRuleId, nowMs) =>
      db.transaction().execute(async (tx) => {
        await tx
          .deleteFrom('tokens')
          .where('trust_rule_id', 'is not', null)
          .where('expires_at_ms', '<', nowMs)
          .execute()
        const inserted = await insertToken(tx, token, nowMs)
        await tx.updateTable('tokens').set({ trust_rule_id: trustRuleId }).where('id', '=', token.id).execute()
        return inserted
      }),
  }
}
