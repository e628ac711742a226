import type { ServiceImpl } from '@connectrpc/connect'
import { moduleV1 } from '@wireproof/registry-api'
import { listLabelHistory, listLabels, resolveLabels, setLabelsArchived } from '../../services/labels.ts'
import { moveLabels } from '../../services/move-labels.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { checkState, toCommitMessage, toLabelMessage } from './messages.ts'
import { assertBatch, toLabelRef, toResourceRef } from './refs-from-messages.ts'

const { ListLabelsRequest_ArchiveFilter: ArchiveFilter, ListLabelsRequest_Order: Order } = moduleV1

export function labelService(context: ServiceContext): ServiceImpl<typeof moduleV1.LabelService> {
  return {
    async getLabels({ labelRefs }, call) {
      assertBatch(labelRefs)
      const labels = await resolveLabels(context, callerOf(call), labelRefs.map(toLabelRef))
      return { labels: labels.map(toLabelMessage) }
    },
    async listLabels({ resourceRef, order, nameQuery, archiveFilter, pageSize, pageToken }, call) {
      const byCreation = order === Order.CREATE_TIME_ASC || order === Order.CREATE_TIME_DESC
      const descending = order !== Order.CREATE_TIME_ASC && order !== Order.UPDATE_TIME_ASC
      const { items, next } = await listLabels(
        context,
        callerOf(call),
        {
          resource: toResourceRef(resourceRef),
          nameContains: nameQuery,
          archived: toArchived(archiveFilter),
          orderBy: byCreation ? 'created' : 'updated',
        },
        { pageSize, pageToken, descending },
      )
      return { labels: items.map(toLabelMessage), nextPageToken: toPageToken(next) }
    },
    async listLabelHistory(request, call) {
      const { labelRef, order, startCommitId, onlyCommitsWithChangedDigests, pageSize, pageToken } = request
      const { items, next } = await listLabelHistory(
        context,
        callerOf(call),
        {
          label: toLabelRef(labelRef),
          startCommitId: startCommitId || undefined,
          onlyChangedDigests: onlyCommitsWithChangedDigests,
        },
        { pageSize, pageToken, descending: order !== moduleV1.ListLabelHistoryRequest_Order.ASC },
      )
      const values = items.map(({ commit, movedAtMs }) => ({
        commit: toCommitMessage(commit),
        commitCheckState: checkState(movedAtMs),
      }))
      return { values, nextPageToken: toPageToken(next) }
    },
    async createOrUpdateLabels({ values }, call) {
      assertBatch(values)
      const moves = values.map(({ labelRef, commitId }) => ({ label: toLabelRef(labelRef), commitId }))
      const labels = await moveLabels(context, callerOf(call), moves, call.signal)
      return { labels: labels.map(toLabelMessage) }
    },
    async archiveLabels({ labelRefs }, call) {
      assertBatch(labelRefs)
      await setLabelsArchived(context, callerOf(call), labelRefs.map(toLabelRef), true)
      return {}
    },
    async unarchiveLabels({ labelRefs }, call) {
      assertBatch(labelRefs)
      await setLabelsArchived(context, callerOf(call), labelRefs.map(toLabelRef), false)
      return {}
    },
  }
}

function toArchived(filter: moduleV1.ListLabelsRequest_ArchiveFilter): boolean | undefined {
  if (filter === ArchiveFilter.ALL) return undefined
  return filter === ArchiveFilter.ARCHIVED_ONLY
}
