import { defineRule, type Report } from '../rule.ts'
import type { RpcElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'

export const rpcSameClientStreaming = defineRule({
  id: 'RPC_SAME_CLIENT_STREAMING',
  summary: 'An RPC keeps whether clients stream.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'rpcPair',
  check(report, prev, next) {
    if (prev.proto.clientStreaming !== next.proto.clientStreaming) {
      report(describe('client', prev, next, next.proto.clientStreaming))
    }
  },
})

export const rpcSameServerStreaming = defineRule({
  id: 'RPC_SAME_SERVER_STREAMING',
  summary: 'An RPC keeps whether servers stream.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'rpcPair',
  check(report, prev, next) {
    if (prev.proto.serverStreaming !== next.proto.serverStreaming) {
      report(describe('server', prev, next, next.proto.serverStreaming))
    }
  },
})

export const rpcSameStreaming = [rpcSameClientStreaming, rpcSameServerStreaming] as const

function describe(side: 'client' | 'server', prev: RpcElement, next: RpcElement, isStreaming: boolean): Report {
  const [from, to] = isStreaming ? ['unary', 'streaming'] : ['streaming', 'unary']
  return {
    at: siteOf(next),
    against: siteOf(prev),
    symbol: next.fullName,
    nature: `${side} ${from} -> ${to}`,
    what: `RPC "${next.name}" of service ${next.parent.fullName} changed from ${side} ${from} to ${side} ${to}`,
    harm: 'Calls between an old and a new side fail or lose messages, and generated code changes its signature.',
    instead: `Keep it ${side} ${from}, and add an RPC under a new name.`,
  }
}
