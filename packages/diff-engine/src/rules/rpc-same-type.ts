import { defineRule, type Report } from '../rule.ts'
import { type RpcElement, Tag } from '../schema/element.ts'
import { siteInFile } from '../site.ts'

/** Names are compared, not shapes: a renamed message of the same fields is another type. */
export const rpcSameRequestType = defineRule({
  id: 'RPC_SAME_REQUEST_TYPE',
  summary: 'An RPC keeps its request type.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'rpcPair',
  check(report, prev, next) {
    if (prev.requestType === next.requestType) return
    report({
      ...describe('request', Tag.method.inputType, prev, next, prev.requestType, next.requestType),
      harm: 'Servers read what deployed clients send as another message, and generated code changes its signature.',
    })
  },
})

export const rpcSameResponseType = defineRule({
  id: 'RPC_SAME_RESPONSE_TYPE',
  summary: 'An RPC keeps its response type.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'rpcPair',
  check(report, prev, next) {
    if (prev.responseType === next.responseType) return
    report({
      ...describe('response', Tag.method.outputType, prev, next, prev.responseType, next.responseType),
      harm: 'Deployed clients read what servers send as another message, and generated code changes its signature.',
    })
  },
})

export const rpcSameType = [rpcSameRequestType, rpcSameResponseType] as const

function describe(
  word: string,
  tag: number,
  prev: RpcElement,
  next: RpcElement,
  from: string,
  to: string,
): Omit<Report, 'harm'> {
  return {
    at: siteInFile(next.file, [...next.path, tag]),
    against: siteInFile(prev.file, [...prev.path, tag]),
    symbol: next.fullName,
    nature: `${word} type ${from} -> ${to}`,
    what: `RPC "${next.name}" of service ${next.parent.fullName} changed its ${word} type from ${from} to ${to}`,
    instead: `Keep ${from}, and add an RPC under a new name.`,
  }
}
