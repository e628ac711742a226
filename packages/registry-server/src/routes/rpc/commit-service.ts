import type { ServiceImpl } from '@connectrpc/connect'
import { moduleV1, type moduleV1beta1 } from '@wireproof/registry-api'
import type { Caller } from '../../auth/principal.ts'
import { listCommits } from '../../services/list-commits.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ResourceRef } from '../../services/refs.ts'
import { resolveCommit } from '../../services/resolve-resource.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { CommitRecord } from '../../storage/records.ts'
import { callerOf } from './caller.ts'
import { toCommitMessage, toCommitMessageV1beta1 } from './messages.ts'
import { assertBatch, toResourceRef } from './refs-from-messages.ts'

export function commitService(context: ServiceContext): ServiceImpl<typeof moduleV1.CommitService> {
  return {
    async getCommits({ resourceRefs }, call) {
      assertBatch(resourceRefs)
      const commits = await resolveCommits(context, callerOf(call), resourceRefs.map(toResourceRef))
      return { commits: commits.map(toCommitMessage) }
    },
    async listCommits({ resourceRef, order, idQuery, pageSize, pageToken }, call) {
      const { items, next } = await listCommits(
        context,
        callerOf(call),
        { resource: toResourceRef(resourceRef), idPrefix: idQuery },
        { pageSize, pageToken, descending: order !== moduleV1.ListCommitsRequest_Order.CREATE_TIME_ASC },
      )
      return { commits: items.map(toCommitMessage), nextPageToken: toPageToken(next) }
    },
  }
}

export function commitServiceV1beta1(context: ServiceContext): ServiceImpl<typeof moduleV1beta1.CommitService> {
  return {
    async getCommits({ resourceRefs, digestType }, call) {
      assertBatch(resourceRefs)
      const commits = await resolveCommits(context, callerOf(call), resourceRefs.map(toResourceRef))
      return { commits: commits.map((commit) => toCommitMessageV1beta1(commit, digestType)) }
    },
  }
}

async function resolveCommits(
  context: ServiceContext,
  caller: Caller,
  refs: readonly ResourceRef[],
): Promise<CommitRecord[]> {
  const commits: CommitRecord[] = []
  for (const ref of refs) commits.push((await resolveCommit(context, caller, ref)).commit)
  return commits
}
