import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('the level changed', () => {
  expect(
    check(
      'RPC_SAME_IDEMPOTENCY_LEVEL',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(A) returns (B) { option idempotency_level = NO_SIDE_EFFECTS; } }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | option idempotency_level = NO_SIDE_EFFECTS; | RPC "Get" of service a.v1.S changed option idempotency_level from IDEMPOTENCY_UNKNOWN to NO_SIDE_EFFECTS. Clients decide by it whether to retry, and whether to call with GET; the other side need not accept what they do. Keep idempotency_level = IDEMPOTENCY_UNKNOWN.",
    ]
  `)
})

test('without the option the file is pointed at', () => {
  expect(
    placesOf(
      'RPC_SAME_IDEMPOTENCY_LEVEL',
      'message A {} message B {} service S { rpc Get(A) returns (B) { option idempotency_level = IDEMPOTENT; } }',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
    ),
  ).toEqual(['a.proto | *'])
})

test('the default may be written, and a move is fine', () => {
  expect(
    check(
      'RPC_SAME_IDEMPOTENCY_LEVEL',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(A) returns (B) { option idempotency_level = IDEMPOTENCY_UNKNOWN; } }',
    ),
  ).toEqual([])
  expect(
    check(
      'RPC_SAME_IDEMPOTENCY_LEVEL',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message A {} service S { rpc Get(A) returns (A) { option idempotency_level = IDEMPOTENT; } }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message A {} service S { rpc Get(A) returns (A) { option idempotency_level = IDEMPOTENT; } }`,
      },
    ),
  ).toEqual([])
})
