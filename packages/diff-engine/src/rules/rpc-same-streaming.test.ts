import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('clients stream now', () => {
  expect(
    check(
      'RPC_SAME_CLIENT_STREAMING',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(stream A) returns (B); }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | rpc Get(stream A) returns (B); | RPC "Get" of service a.v1.S changed from client unary to client streaming. Calls between an old and a new side fail or lose messages, and generated code changes its signature. Keep it client unary, and add an RPC under a new name.",
    ]
  `)
})

test('servers no longer stream', () => {
  expect(
    check(
      'RPC_SAME_SERVER_STREAMING',
      'message A {} message B {} service S { rpc Get(A) returns (stream B); }',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | rpc Get(A) returns (B); | RPC "Get" of service a.v1.S changed from server streaming to server unary. Calls between an old and a new side fail or lose messages, and generated code changes its signature. Keep it server streaming, and add an RPC under a new name.",
    ]
  `)
})

test('each looks at its own side, and a move is fine', () => {
  expect(
    check(
      'RPC_SAME_CLIENT_STREAMING',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(A) returns (stream B); }',
    ),
  ).toEqual([])
  expect(
    check(
      'RPC_SAME_SERVER_STREAMING',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(stream A) returns (B); }',
    ),
  ).toEqual([])
  expect(
    check(
      'RPC_SAME_SERVER_STREAMING',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message A {} service S { rpc Get(stream A) returns (stream A); }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message A {} service S { rpc Get(stream A) returns (stream A); }`,
      },
    ),
  ).toEqual([])
})
