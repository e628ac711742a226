import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('an RPC is gone', () => {
  expect(
    check(
      'RPC_NO_DELETE',
      'message A {} message B {} service S { rpc Get(A) returns (B); rpc Put(A) returns (B); }',
      'message A {} message B {} service S { rpc Put(A) returns (B); }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | service S { rpc Put(A) returns (B); } | RPC "Get" of service a.v1.S was deleted. Deployed clients that call it get UNIMPLEMENTED, and code that uses it no longer compiles. Keep it, and mark it deprecated when nobody should start to call it.",
    ]
  `)
})

test('a service that is gone is told otherwise; a move is fine', () => {
  expect(
    check('RPC_NO_DELETE', 'message A {} message B {} service S { rpc Get(A) returns (B); }', 'message A {}'),
  ).toEqual([])
  expect(
    check(
      'RPC_NO_DELETE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message A {} service S { rpc Get(A) returns (A); }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message A {} service S { rpc Get(A) returns (A); }`,
      },
    ),
  ).toEqual([])
})
