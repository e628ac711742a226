import type { Selectable } from 'kysely'
import type { ArtifactCommitRecord, ArtifactKind } from '../artifact-store.ts'
import type { ArtifactCommitsTable } from './artifact-tables.ts'

export function toArtifactCommit(
  row: Selectable<ArtifactCommitsTable> & { owner_id: string; kind: ArtifactKind },
): ArtifactCommitRecord {
  return {
    id: row.id,
    artifactId: row.artifact_id,
    kind: row.kind,
    ownerId: row.owner_id,
    digest: row.digest,
    sourceControlUrl: row.source_control_url,
    createdByUserId: row.created_by_user_id,
    createdAtMs: row.created_at_ms,
  }
}
