import type { ServiceImpl } from '@connectrpc/connect'
import type { moduleV1, moduleV1beta1 } from '@wireproof/registry-api'
import { getGraph } from '../../services/get-graph.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toCommitMessage, toCommitMessageV1beta1 } from './messages.ts'
import { assertBatch, toResourceRef } from './refs-from-messages.ts'

export function graphService(context: ServiceContext): ServiceImpl<typeof moduleV1.GraphService> {
  return {
    async getGraph({ resourceRefs }, call) {
      assertBatch(resourceRefs)
      const { commits, edges } = await getGraph(context, callerOf(call), resourceRefs.map(toResourceRef))
      return {
        graph: {
          commits: commits.map(toCommitMessage),
          edges: edges.map(([from, to]) => ({ fromNode: { commitId: from }, toNode: { commitId: to } })),
        },
      }
    },
  }
}

export function graphServiceV1beta1(context: ServiceContext): ServiceImpl<typeof moduleV1beta1.GraphService> {
  return {
    async getGraph({ resourceRefs, digestType }, call) {
      assertBatch(resourceRefs)
      const refs = resourceRefs.map(({ resourceRef }) => toResourceRef(resourceRef))
      const { commits, edges } = await getGraph(context, callerOf(call), refs)
      const registry = context.registryHost
      return {
        graph: {
          commits: commits.map((commit) => ({ commit: toCommitMessageV1beta1(commit, digestType), registry })),
          edges: edges.map(([from, to]) => ({
            fromNode: { commitId: from, registry },
            toNode: { commitId: to, registry },
          })),
        },
      }
    },
  }
}
