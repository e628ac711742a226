import type { Generated } from 'kysely'
import type { ArtifactKind } from '../artifact-store.ts'
import type { ModuleState, Visibility } from '../records.ts'

export interface ArtifactsTable {
  id: string
  kind: ArtifactKind
  owner_id: string
  name: string
  visibility: Visibility
  state: ModuleState
  description: string
  source_url: string
  created_at_ms: number
  updated_at_ms: number
}

export interface ArtifactCommitsTable {
  id: string
  artifact_id: string
  digest: string
  source_control_url: string
  created_by_user_id: string
  created_at_ms: number
}

export interface ArtifactLabelsTable {
  id: string
  artifact_id: string
  name: string
  commit_id: string
  updated_by_user_id: string
  created_at_ms: number
  updated_at_ms: number
  archived_at_ms: number | null
}

export interface ArtifactLabelHistoryTable {
  seq: Generated<number>
  label_id: string
  commit_id: string
  moved_by_user_id: string
  moved_at_ms: number
}

/** Tables of plugins and policies. */
export interface ArtifactTables {
  artifacts: ArtifactsTable
  artifact_commits: ArtifactCommitsTable
  artifact_labels: ArtifactLabelsTable
  artifact_label_history: ArtifactLabelHistoryTable
}
