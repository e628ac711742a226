import type { Kysely } from 'kysely'
import type { ArtifactStore } from '../artifact-store.ts'
import {
  findArtifactCommit,
  listArtifactCommits,
  listArtifactCommitsAfter,
  publishArtifacts,
} from './artifact-commits.ts'
import {
  findArtifactLabelById,
  findArtifactLabelByName,
  listArtifactLabelHistory,
  listArtifactLabels,
  moveArtifactLabels,
  setArtifactLabelsArchived,
} from './artifact-labels.ts'
import {
  createArtifacts,
  deleteArtifacts,
  findArtifactById,
  findArtifactByName,
  listArtifacts,
  updateArtifacts,
} from './artifacts.ts'
import type { Tables } from './tables.ts'

/** The part of the store that keeps plugins and policies. */
export function createArtifactStore(db: Kysely<Tables>): ArtifactStore {
  return {
    findArtifactById: (kind, id) => findArtifactById(db, kind, id),
    findArtifactByName: (kind, ownerName, name) => findArtifactByName(db, kind, ownerName, name),
    listArtifacts: (filter, page) => listArtifacts(db, filter, page),
    createArtifacts: (artifacts, nowMs) => createArtifacts(db, artifacts, nowMs),
    updateArtifacts: (changes, nowMs) => updateArtifacts(db, changes, nowMs),
    deleteArtifacts: (ids) => deleteArtifacts(db, ids),
    findArtifactCommit: (kind, id) => findArtifactCommit(db, kind, id),
    listArtifactCommits: (filter, page) => listArtifactCommits(db, filter, page),
    listArtifactCommitsAfter: (after, limit) => listArtifactCommitsAfter(db, after, limit),
    publishArtifacts: (versions, change) => publishArtifacts(db, versions, change),
    findArtifactLabelById: (kind, id) => findArtifactLabelById(db, kind, id),
    findArtifactLabelByName: (artifactId, name) => findArtifactLabelByName(db, artifactId, name),
    listArtifactLabels: (filter, page) => listArtifactLabels(db, filter, page),
    listArtifactLabelHistory: (filter, page) => listArtifactLabelHistory(db, filter, page),
    moveArtifactLabels: (moves, change) => moveArtifactLabels(db, moves, change),
    setArtifactLabelsArchived: (ids, archived, change) => setArtifactLabelsArchived(db, ids, archived, change),
  }
}
