import { groupBy } from '../group-by.ts'
import { defineRule, PLACED, type Report } from '../rule.ts'
import type { RpcElement } from '../schema/element.ts'

const EMPTY = 'google.protobuf.Empty'

/**
 * Each message type is the request or the response of one RPC. `google.protobuf.Empty` may be allowed on either side.
 * Source: `rpc_allow_*` in the documentation of buf.yaml, and the behaviour of buf 1.75.
 */
export const rpcRequestResponseUnique = defineRule({
  id: 'RPC_REQUEST_RESPONSE_UNIQUE',
  summary: 'A message is the request or the response of one RPC only.',
  categories: PLACED.standardStyle,
  on: 'schema',
  check({ report, policy }, { rpcs }) {
    const emptyRequests = policy.rpcAllowGoogleProtobufEmptyRequests
    const emptyResponses = policy.rpcAllowGoogleProtobufEmptyResponses
    if (!policy.rpcAllowSameRequestResponse) {
      for (const element of rpcs) {
        const { requestType: type } = element
        if (type !== element.responseType || (type === EMPTY && emptyRequests && emptyResponses)) continue
        report({ element, message: `RPC "${element.proto.name}" has the same request and response, "${type}".` })
      }
    }
    for (const [type, users] of usersOfTypes(rpcs)) {
      if (type !== EMPTY || !(emptyRequests || emptyResponses)) reportShared(report, type, users, 'request or response')
      else {
        if (!emptyRequests)
          reportShared(
            report,
            type,
            users.filter((rpc) => rpc.requestType === type),
            'request',
          )
        if (!emptyResponses)
          reportShared(
            report,
            type,
            users.filter((rpc) => rpc.responseType === type),
            'response',
          )
      }
    }
  },
})

function usersOfTypes(rpcs: readonly RpcElement[]): Map<string, RpcElement[]> {
  const uses = rpcs.flatMap((rpc) => [...new Set([rpc.requestType, rpc.responseType])].map((type) => ({ type, rpc })))
  const users = [...groupBy(uses, ({ type }) => type)]
  return new Map(users.map(([type, group]) => [type, group.map(({ rpc }) => rpc)]))
}

function reportShared(report: (report: Report) => void, type: string, users: readonly RpcElement[], side: string) {
  if (users.length < 2) return
  for (const element of users) {
    report({ element, message: `Several RPCs have "${type}" as ${side}: give "${element.proto.name}" one of its own.` })
  }
}
