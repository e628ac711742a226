import type { Kysely, Selectable } from 'kysely'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { CommitRecord } from '../records.ts'
import { behindCursor } from './keyset.ts'
import type { CommitsTable, Tables } from './tables.ts'

export function toCommit(row: Selectable<CommitsTable> & { owner_id: string }): CommitRecord {
  return {
    id: row.id,
    moduleId: row.module_id,
    ownerId: row.owner_id,
    filesDigest: row.files_digest,
    b5: row.b5,
    b4: row.b4,
    v1BufYaml: row.v1_buf_yaml,
    v1BufLock: row.v1_buf_lock ?? undefined,
    sourceControlUrl: row.source_control_url,
    createdByUserId: row.created_by_user_id,
    createdAtMs: row.created_at_ms,
  }
}

function selectCommits(db: Kysely<Tables>) {
  return db
    .selectFrom('commits')
    .innerJoin('modules', 'modules.id', 'commits.module_id')
    .selectAll('commits')
    .select('modules.owner_id as owner_id')
}

export async function findCommit(db: Kysely<Tables>, id: string): Promise<CommitRecord | undefined> {
  const row = await selectCommits(db).where('commits.id', '=', id).executeTakeFirst()
  return row && toCommit(row)
}

export async function findCommitByDigest(
  db: Kysely<Tables>,
  moduleId: string,
  b5: string,
): Promise<CommitRecord | undefined> {
  const row = await selectCommits(db)
    .where('commits.module_id', '=', moduleId)
    .where('commits.b5', '=', b5)
    .executeTakeFirst()
  return row && toCommit(row)
}

export async function listDependencies(db: Kysely<Tables>, commitId: string): Promise<CommitRecord[]> {
  const rows = await selectCommits(db)
    .innerJoin('commit_dependencies', 'commit_dependencies.dependency_id', 'commits.id')
    .where('commit_dependencies.commit_id', '=', commitId)
    .orderBy('commits.id')
    .execute()
  return rows.map(toCommit)
}

export async function listCommits(
  db: Kysely<Tables>,
  filter: { moduleId: string; idPrefix: string },
  page: PageRequest,
): Promise<Page<CommitRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = selectCommits(db)
    .where('commits.module_id', '=', filter.moduleId)
    .where((eb) => behindCursor(eb, 'commits.created_at_ms', 'commits.id', page))
    .orderBy('commits.created_at_ms', direction)
    .orderBy('commits.id', direction)
    .limit(page.size + 1)
  if (filter.idPrefix !== '') {
    // Ids are hex: "g" sorts behind every id that starts with the prefix.
    query = query.where('commits.id', '>=', filter.idPrefix).where('commits.id', '<', `${filter.idPrefix}g`)
  }
  const rows = await query.execute()
  return toPage(rows.map(toCommit), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

export async function listCommitIds(db: Kysely<Tables>, after: string, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('commits').select('id').where('id', '>', after).orderBy('id').limit(limit).execute()
  return rows.map(({ id }) => id)
}
