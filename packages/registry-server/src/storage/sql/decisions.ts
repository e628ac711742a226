import type { Kysely, Selectable } from 'kysely'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { DecisionRecord, NewDecision } from '../symbol-store.ts'
import { behindCursor } from './keyset.ts'
import type { DecisionsTable } from './symbol-tables.ts'
import type { Tables } from './tables.ts'

export async function insertDecision(db: Kysely<Tables>, decision: NewDecision, nowMs: number): Promise<void> {
  await db
    .insertInto('decisions')
    .values({
      id: decision.id,
      module_id: decision.moduleId,
      module_name: decision.moduleName,
      label_name: decision.labelName,
      outcome: decision.outcome,
      commit_id: decision.commitId ?? null,
      against_commit_id: decision.againstCommitId ?? null,
      content_digest: decision.contentDigest,
      user_id: decision.userId,
      policy_digest: decision.policyDigest,
      engine_version: decision.engineVersion,
      findings: decision.findings,
      finding_count: decision.findingCount,
      decided_at_ms: nowMs,
    })
    .execute()
}

export function insertDecisions(db: Kysely<Tables>, decisions: readonly NewDecision[], nowMs: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    for (const decision of decisions) await insertDecision(tx, decision, nowMs)
  })
}

export async function listDecisions(
  db: Kysely<Tables>,
  filter: { moduleId: string | undefined; commitId: string | undefined },
  page: PageRequest,
): Promise<Page<DecisionRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('decisions')
    .innerJoin('owners', 'owners.id', 'decisions.user_id')
    .selectAll('decisions')
    .select('owners.name as user_name')
    .where((eb) => behindCursor(eb, 'decisions.decided_at_ms', 'decisions.id', page))
    .orderBy('decisions.decided_at_ms', direction)
    .orderBy('decisions.id', direction)
    .limit(page.size + 1)
  if (filter.moduleId !== undefined) query = query.where('decisions.module_id', '=', filter.moduleId)
  if (filter.commitId !== undefined) query = query.where('decisions.commit_id', '=', filter.commitId)
  const rows = await query.execute()
  return toPage(rows.map(toDecision), page.size, ({ decidedAtMs, id }) => ({ sortKey: decidedAtMs, id }))
}

function toDecision(row: Selectable<DecisionsTable> & { user_name: string }): DecisionRecord {
  return {
    id: row.id,
    moduleId: row.module_id,
    moduleName: row.module_name,
    labelName: row.label_name,
    outcome: row.outcome,
    commitId: row.commit_id ?? undefined,
    againstCommitId: row.against_commit_id ?? undefined,
    contentDigest: row.content_digest,
    userId: row.user_id,
    userName: row.user_name,
    policyDigest: row.policy_digest,
    engineVersion: row.engine_version,
    findings: row.findings,
    findingCount: row.finding_count,
    decidedAtMs: row.decided_at_ms,
  }
}
