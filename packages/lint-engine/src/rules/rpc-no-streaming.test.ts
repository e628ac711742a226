import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const RPCS = [
  'rpc A(M) returns (M);',
  'rpc B(stream M) returns (M);',
  'rpc C(M) returns (stream M);',
  'rpc D(stream M) returns (stream M);',
]

test.each([
  ['RPC_NO_CLIENT_STREAMING', [RPCS[1], RPCS[3]]],
  ['RPC_NO_SERVER_STREAMING', [RPCS[2], RPCS[3]]],
])('%s', (rule, expected) => {
  const text = `message M {} service S { ${RPCS.join(' ')} }`
  expect(placesOf(rule, text)).toEqual(expected.map((rpc) => `a/v1/a.proto | ${rpc}`))
})
