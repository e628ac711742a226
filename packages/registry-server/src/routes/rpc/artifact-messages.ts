import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ArtifactCommitRecord, ArtifactLabelRecord, ArtifactRecord } from '../../storage/artifact-store.ts'
import type { ModuleState, Visibility } from '../../storage/records.ts'

/** What the messages of plugins and of policies have in common. The numbers of their enums are the same. */

const VISIBILITY = { public: 1, private: 2 } as const satisfies Record<Visibility, number>
const STATE = { active: 1, deprecated: 2 } as const satisfies Record<ModuleState, number>

export function artifactFields(artifact: ArtifactRecord) {
  return {
    id: artifact.id,
    createTime: timestampFromMs(artifact.createdAtMs),
    updateTime: timestampFromMs(artifact.updatedAtMs),
    name: artifact.name,
    ownerId: artifact.ownerId,
    visibility: VISIBILITY[artifact.visibility],
    state: STATE[artifact.state],
    description: artifact.description,
  }
}

export function artifactCommitFields(commit: ArtifactCommitRecord) {
  return {
    id: commit.id,
    createTime: timestampFromMs(commit.createdAtMs),
    ownerId: commit.ownerId,
    // P1 for plugins, O1 for policies.
    digest: { type: 1 as const, value: Buffer.from(commit.digest, 'hex') },
    createdByUserId: commit.createdByUserId,
  }
}

export function artifactLabelFields(label: ArtifactLabelRecord) {
  return {
    id: label.id,
    createTime: timestampFromMs(label.createdAtMs),
    updateTime: timestampFromMs(label.updatedAtMs),
    ...(label.archivedAtMs === undefined ? {} : { archiveTime: timestampFromMs(label.archivedAtMs) }),
    name: label.name,
    ownerId: label.ownerId,
    commitId: label.commitId,
    updatedByUserId: label.updatedByUserId,
  }
}

export function toArtifactVisibility(visibility: number | undefined): Visibility | undefined {
  if (visibility === VISIBILITY.public) return 'public'
  return visibility === VISIBILITY.private ? 'private' : undefined
}

export function toArtifactState(state: number | undefined): ModuleState | undefined {
  if (state === STATE.active) return 'active'
  return state === STATE.deprecated ? 'deprecated' : undefined
}
