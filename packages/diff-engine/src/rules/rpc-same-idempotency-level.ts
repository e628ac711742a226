import { MethodOptions_IdempotencyLevel as IdempotencyLevel } from '@bufbuild/protobuf/wkt'
import { defineRule } from '../rule.ts'
import { type RpcElement, Tag } from '../schema/element.ts'
import { siteInFile, siteOfOption } from '../site.ts'

/** Number of `idempotency_level` in google.protobuf.MethodOptions. */
const OPTION = [Tag.method.options, 34]

export const rpcSameIdempotencyLevel = defineRule({
  id: 'RPC_SAME_IDEMPOTENCY_LEVEL',
  summary: 'An RPC keeps its `idempotency_level` option.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'rpcPair',
  check(report, prev, next) {
    const from = levelOf(prev)
    const to = levelOf(next)
    if (from === to) return
    report({
      // Without the option the file is pointed at, not the RPC: observed behaviour of buf 1.75.
      at: siteInFile(next.file, [...next.path, ...OPTION]),
      against: siteOfOption(prev, OPTION),
      symbol: next.fullName,
      nature: `idempotency level ${from} -> ${to}`,
      what: `RPC "${next.name}" of service ${next.parent.fullName} changed option idempotency_level from ${from} to ${to}`,
      harm: 'Clients decide by it whether to retry, and whether to call with GET; the other side need not accept what they do.',
      instead: `Keep idempotency_level = ${from}.`,
    })
  },
})

function levelOf(rpc: RpcElement): string {
  return IdempotencyLevel[rpc.proto.options?.idempotencyLevel ?? IdempotencyLevel.IDEMPOTENCY_UNKNOWN]
}
