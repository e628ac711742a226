import type { Page, PageRequest } from './page.ts'
import type { Readable } from './readable.ts'
import type { ModuleState, Visibility } from './records.ts'

/** What the registry keeps beside modules: check plugins, and policies of the stock client. */
export type ArtifactKind = 'plugin' | 'policy'

/** Times are milliseconds since the epoch; ids are 32 hex digits. */
export interface ArtifactRecord {
  readonly id: string
  readonly kind: ArtifactKind
  readonly ownerId: string
  readonly ownerName: string
  /** Unique among those of its kind of one owner. */
  readonly name: string
  readonly visibility: Visibility
  readonly state: ModuleState
  readonly description: string
  readonly sourceUrl: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface ArtifactCommitRecord {
  readonly id: string
  readonly artifactId: string
  readonly kind: ArtifactKind
  readonly ownerId: string
  /** SHAKE256 of the content, 128 hex digits: what clients compute, and the key of the blob. */
  readonly digest: string
  readonly sourceControlUrl: string
  readonly createdByUserId: string
  readonly createdAtMs: number
}

export interface ArtifactLabelRecord {
  readonly id: string
  readonly artifactId: string
  readonly kind: ArtifactKind
  readonly ownerId: string
  readonly name: string
  readonly commitId: string
  readonly updatedByUserId: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly archivedAtMs: number | undefined
}

export interface NewArtifact {
  readonly id: string
  readonly kind: ArtifactKind
  readonly ownerId: string
  readonly ownerName: string
  readonly name: string
  readonly visibility: Visibility
  readonly description: string
  readonly sourceUrl: string
}

export interface ArtifactChange {
  readonly id: string
  readonly visibility?: Visibility | undefined
  readonly state?: ModuleState | undefined
  readonly description?: string | undefined
  readonly sourceUrl?: string | undefined
}

/** Content for an artifact, whose blob is stored already, and the labels that are to point at it. */
export interface ArtifactVersion {
  readonly artifactId: string
  readonly newCommitId: string
  readonly digest: string
  readonly sourceControlUrl: string
  readonly labels: readonly { readonly name: string; readonly newId: string }[]
}

export interface ArtifactLabelMove {
  readonly artifactId: string
  readonly labelName: string
  readonly newLabelId: string
  readonly commitId: string
}

/** Who changes something, and when. */
export interface Change {
  readonly userId: string
  readonly nowMs: number
}

/** The part of the store that keeps plugins and policies. The rules of `Store` hold here, too. */
export interface ArtifactStore {
  findArtifactById(kind: ArtifactKind, id: string): Promise<ArtifactRecord | undefined>
  findArtifactByName(kind: ArtifactKind, ownerName: string, name: string): Promise<ArtifactRecord | undefined>
  listArtifacts(
    filter: { kind: ArtifactKind; ownerIds: readonly string[] | undefined; readable: Readable },
    page: PageRequest,
  ): Promise<Page<ArtifactRecord>>
  /** `already_exists` when a name is taken. */
  createArtifacts(artifacts: readonly NewArtifact[], nowMs: number): Promise<ArtifactRecord[]>
  /** `not_found` when one is missing. */
  updateArtifacts(changes: readonly ArtifactChange[], nowMs: number): Promise<ArtifactRecord[]>
  /** With commits and labels. */
  deleteArtifacts(ids: readonly string[]): Promise<void>

  findArtifactCommit(kind: ArtifactKind, id: string): Promise<ArtifactCommitRecord | undefined>
  listArtifactCommits(
    filter: { artifactId: string; idPrefix: string },
    page: PageRequest,
  ): Promise<Page<ArtifactCommitRecord>>
  /** All commits of both kinds by id, a page at a time, for a check of the whole store. */
  listArtifactCommitsAfter(after: string, limit: number): Promise<ArtifactCommitRecord[]>
  /**
   * Stores versions and moves their labels; content that an artifact has already gives the commit that is there. In
   * the order of the versions. `not_found` when an artifact is missing.
   */
  publishArtifacts(versions: readonly ArtifactVersion[], change: Change): Promise<ArtifactCommitRecord[]>

  findArtifactLabelById(kind: ArtifactKind, id: string): Promise<ArtifactLabelRecord | undefined>
  findArtifactLabelByName(artifactId: string, name: string): Promise<ArtifactLabelRecord | undefined>
  listArtifactLabels(
    filter: {
      artifactId: string
      commitId: string | undefined
      nameContains: string
      archived: boolean | undefined
      orderBy: 'created' | 'updated'
    },
    page: PageRequest,
  ): Promise<Page<ArtifactLabelRecord>>
  /** The commits that a label has pointed at, by the order of the moves. */
  listArtifactLabelHistory(
    filter: { labelId: string; startCommitId: string | undefined; onlyChangedDigests: boolean },
    page: PageRequest,
  ): Promise<Page<ArtifactCommitRecord>>
  /** In the order of the moves. `not_found` when an artifact or a commit is missing. */
  moveArtifactLabels(moves: readonly ArtifactLabelMove[], change: Change): Promise<ArtifactLabelRecord[]>
  setArtifactLabelsArchived(ids: readonly string[], archived: boolean, change: Change): Promise<void>
}
