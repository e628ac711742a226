import type { Kysely } from 'kysely'
import { RegistryError } from '../../registry-error.ts'
import type { ArtifactCommitRecord, ArtifactKind, ArtifactVersion, Change } from '../artifact-store.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import { moveArtifactLabel } from './artifact-labels.ts'
import { behindCursor } from './keyset.ts'
import type { Tables } from './tables.ts'
import { toArtifactCommit } from './to-artifact-commit.ts'

function selectCommits(db: Kysely<Tables>) {
  return db
    .selectFrom('artifact_commits')
    .innerJoin('artifacts', 'artifacts.id', 'artifact_commits.artifact_id')
    .selectAll('artifact_commits')
    .select(['artifacts.owner_id as owner_id', 'artifacts.kind as kind'])
}

export async function findArtifactCommit(
  db: Kysely<Tables>,
  kind: ArtifactKind,
  id: string,
): Promise<ArtifactCommitRecord | undefined> {
  const row = await selectCommits(db)
    .where('artifact_commits.id', '=', id)
    .where('artifacts.kind', '=', kind)
    .executeTakeFirst()
  return row && toArtifactCommit(row)
}

export async function listArtifactCommits(
  db: Kysely<Tables>,
  filter: { artifactId: string; idPrefix: string },
  page: PageRequest,
): Promise<Page<ArtifactCommitRecord>> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = selectCommits(db)
    .where('artifact_commits.artifact_id', '=', filter.artifactId)
    .where((eb) => behindCursor(eb, 'artifact_commits.created_at_ms', 'artifact_commits.id', page))
    .orderBy('artifact_commits.created_at_ms', direction)
    .orderBy('artifact_commits.id', direction)
    .limit(page.size + 1)
  if (filter.idPrefix !== '') {
    // Ids are hex: "g" sorts behind every id that starts with the prefix.
    query = query
      .where('artifact_commits.id', '>=', filter.idPrefix)
      .where('artifact_commits.id', '<', `${filter.idPrefix}g`)
  }
  const rows = await query.execute()
  return toPage(rows.map(toArtifactCommit), page.size, ({ createdAtMs, id }) => ({ sortKey: createdAtMs, id }))
}

export async function listArtifactCommitsAfter(
  db: Kysely<Tables>,
  after: string,
  limit: number,
): Promise<ArtifactCommitRecord[]> {
  const rows = await selectCommits(db)
    .where('artifact_commits.id', '>', after)
    .orderBy('artifact_commits.id')
    .limit(limit)
    .execute()
  return rows.map(toArtifactCommit)
}

export function publishArtifacts(
  db: Kysely<Tables>,
  versions: readonly ArtifactVersion[],
  change: Change,
): Promise<ArtifactCommitRecord[]> {
  return db.transaction().execute(async (tx) => {
    const commits: ArtifactCommitRecord[] = []
    for (const version of versions) {
      const commit = await insertOrFind(tx, version, change)
      for (const { name, newId } of version.labels) {
        const move = { artifactId: version.artifactId, labelName: name, newLabelId: newId, commitId: commit.id }
        await moveArtifactLabel(tx, move, change)
      }
      commits.push(commit)
    }
    return commits
  })
}

async function insertOrFind(
  tx: Kysely<Tables>,
  version: ArtifactVersion,
  { userId, nowMs }: Change,
): Promise<ArtifactCommitRecord> {
  const { artifactId, digest } = version
  const artifact = await tx.selectFrom('artifacts').select('id').where('id', '=', artifactId).executeTakeFirst()
  if (artifact === undefined) throw new RegistryError('not_found', 'it was deleted while it was pushed to')
  await tx
    .insertInto('artifact_commits')
    .values({
      id: version.newCommitId,
      artifact_id: artifactId,
      digest,
      source_control_url: version.sourceControlUrl,
      created_by_user_id: userId,
      created_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.columns(['artifact_id', 'digest']).doNothing())
    .execute()
  const row = await selectCommits(tx)
    .where('artifact_commits.artifact_id', '=', artifactId)
    .where('artifact_commits.digest', '=', digest)
    .executeTakeFirstOrThrow()
  return toArtifactCommit(row)
}
