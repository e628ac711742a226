import type { HandlerContext } from '@connectrpc/connect'
import { pluginV1beta1 } from '@wireproof/registry-api'
import { getArtifactCommits, listArtifactCommits } from '../../services/artifacts/artifact-commits.ts'
import {
  getArtifactLabels,
  listArtifactLabelHistory,
  listArtifactLabels,
  moveArtifactLabels,
  setArtifactLabelsArchived,
} from '../../services/artifacts/artifact-labels.ts'
import type { ArtifactLabelRef, ArtifactResourceRef } from '../../services/artifacts/resolve-artifact.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { ArtifactCommitRecord, ArtifactKind, ArtifactLabelRecord } from '../../storage/artifact-store.ts'
import { callerOf } from './caller.ts'
import { assertBatch } from './refs-from-messages.ts'

/**
 * How the messages of one kind are read and written. The packages of plugins and of policies have services of the same
 * shape, whose messages differ in the name of one field; the numbers of their enums are the same.
 */
export interface ArtifactMessages<LabelRefMessage, ResourceRefMessage, CommitMessage, LabelMessage> {
  readonly kind: ArtifactKind
  readonly toLabelRef: (ref: LabelRefMessage | undefined) => ArtifactLabelRef
  readonly toResourceRef: (ref: ResourceRefMessage | undefined) => ArtifactResourceRef
  readonly toCommit: (commit: ArtifactCommitRecord) => CommitMessage
  readonly toLabel: (label: ArtifactLabelRecord) => LabelMessage
}

interface PageFields {
  readonly pageSize: number
  readonly pageToken: string
}

const { ListLabelsRequest_ArchiveFilter: ArchiveFilter, ListLabelsRequest_Order: LabelOrder } = pluginV1beta1

/** The methods of a CommitService. */
export function commitMethods<LabelRefMessage, ResourceRefMessage, CommitMessage, LabelMessage>(
  context: ServiceContext,
  messages: ArtifactMessages<LabelRefMessage, ResourceRefMessage, CommitMessage, LabelMessage>,
) {
  const { kind, toResourceRef, toCommit } = messages
  return {
    async getCommits({ resourceRefs }: { readonly resourceRefs: readonly ResourceRefMessage[] }, call: HandlerContext) {
      assertBatch(resourceRefs)
      const commits = await getArtifactCommits(context, callerOf(call), kind, resourceRefs.map(toResourceRef))
      return { commits: commits.map(toCommit) }
    },
    async listCommits(
      request: PageFields & { resourceRef?: ResourceRefMessage | undefined; order: number; idQuery: string },
      call: HandlerContext,
    ) {
      const { resourceRef, order, idQuery, pageSize, pageToken } = request
      const { items, next } = await listArtifactCommits(
        context,
        callerOf(call),
        { kind, resource: toResourceRef(resourceRef), idPrefix: idQuery },
        { pageSize, pageToken, descending: order !== pluginV1beta1.ListCommitsRequest_Order.CREATE_TIME_ASC },
      )
      return { commits: items.map(toCommit), nextPageToken: toPageToken(next) }
    },
  }
}

/** The methods of a LabelService. */
export function labelMethods<LabelRefMessage, ResourceRefMessage, CommitMessage, LabelMessage>(
  context: ServiceContext,
  messages: ArtifactMessages<LabelRefMessage, ResourceRefMessage, CommitMessage, LabelMessage>,
) {
  const { kind, toLabelRef, toResourceRef, toCommit, toLabel } = messages
  const setArchived = async (refs: readonly LabelRefMessage[], archived: boolean, call: HandlerContext) => {
    assertBatch(refs)
    await setArtifactLabelsArchived(context, callerOf(call), { kind, labels: refs.map(toLabelRef), archived })
    return {}
  }
  return {
    async getLabels({ labelRefs }: { readonly labelRefs: readonly LabelRefMessage[] }, call: HandlerContext) {
      assertBatch(labelRefs)
      const labels = await getArtifactLabels(context, callerOf(call), kind, labelRefs.map(toLabelRef))
      return { labels: labels.map(toLabel) }
    },
    async listLabels(
      request: PageFields & {
        resourceRef?: ResourceRefMessage | undefined
        order: number
        nameQuery: string
        archiveFilter: number
      },
      call: HandlerContext,
    ) {
      const { resourceRef, order, nameQuery, archiveFilter, pageSize, pageToken } = request
      const byCreation = order === LabelOrder.CREATE_TIME_ASC || order === LabelOrder.CREATE_TIME_DESC
      const descending = order !== LabelOrder.CREATE_TIME_ASC && order !== LabelOrder.UPDATE_TIME_ASC
      const { items, next } = await listArtifactLabels(
        context,
        callerOf(call),
        {
          kind,
          resource: toResourceRef(resourceRef),
          nameContains: nameQuery,
          archived: archiveFilter === ArchiveFilter.ALL ? undefined : archiveFilter === ArchiveFilter.ARCHIVED_ONLY,
          orderBy: byCreation ? 'created' : 'updated',
        },
        { pageSize, pageToken, descending },
      )
      return { labels: items.map(toLabel), nextPageToken: toPageToken(next) }
    },
    async listLabelHistory(
      request: PageFields & {
        labelRef?: LabelRefMessage | undefined
        order: number
        startCommitId: string
        onlyCommitsWithChangedDigests?: boolean | undefined
      },
      call: HandlerContext,
    ) {
      const { labelRef, order, startCommitId, onlyCommitsWithChangedDigests = false, pageSize, pageToken } = request
      const { items, next } = await listArtifactLabelHistory(
        context,
        callerOf(call),
        {
          kind,
          label: toLabelRef(labelRef),
          startCommitId: startCommitId || undefined,
          onlyChangedDigests: onlyCommitsWithChangedDigests,
        },
        { pageSize, pageToken, descending: order !== pluginV1beta1.ListLabelHistoryRequest_Order.ASC },
      )
      return { values: items.map((commit) => ({ commit: toCommit(commit) })), nextPageToken: toPageToken(next) }
    },
    async createOrUpdateLabels(
      { values }: { readonly values: readonly { labelRef?: LabelRefMessage | undefined; commitId: string }[] },
      call: HandlerContext,
    ) {
      assertBatch(values)
      const moves = values.map(({ labelRef, commitId }) => ({ label: toLabelRef(labelRef), commitId }))
      return { labels: (await moveArtifactLabels(context, callerOf(call), kind, moves)).map(toLabel) }
    },
    archiveLabels: ({ labelRefs }: { readonly labelRefs: readonly LabelRefMessage[] }, call: HandlerContext) =>
      setArchived(labelRefs, true, call),
    unarchiveLabels: ({ labelRefs }: { readonly labelRefs: readonly LabelRefMessage[] }, call: HandlerContext) =>
      setArchived(labelRefs, false, call),
  }
}
