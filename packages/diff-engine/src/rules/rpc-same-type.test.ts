import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('the request type changed', () => {
  expect(
    check(
      'RPC_SAME_REQUEST_TYPE',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(stream B) returns (B); }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | B | RPC "Get" of service a.v1.S changed its request type from a.v1.A to a.v1.B. Servers read what deployed clients send as another message, and generated code changes its signature. Keep a.v1.A, and add an RPC under a new name.",
    ]
  `)
})

test('the response type changed', () => {
  expect(
    check(
      'RPC_SAME_RESPONSE_TYPE',
      'message A {} message B {} service S { rpc Get(A) returns (B); }',
      'message A {} message B {} service S { rpc Get(A) returns (A); }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | A | RPC "Get" of service a.v1.S changed its response type from a.v1.B to a.v1.A. Deployed clients read what servers send as another message, and generated code changes its signature. Keep a.v1.B, and add an RPC under a new name.",
    ]
  `)
})

test('another order and a move are fine', () => {
  expect(
    check(
      'RPC_SAME_REQUEST_TYPE',
      'message A {} message B {} service S { rpc Get(A) returns (B); rpc Put(B) returns (A); }',
      'message A {} message B {} service S { rpc Put(B) returns (A); rpc Get(A) returns (B); }',
    ),
  ).toEqual([])
  expect(
    check(
      'RPC_SAME_REQUEST_TYPE',
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
  expect(
    check(
      'RPC_SAME_RESPONSE_TYPE',
      'message A {} message B {} service S { rpc Get(A) returns (B); rpc Put(B) returns (A); }',
      'message A {} message B {} service S { rpc Put(B) returns (A); rpc Get(A) returns (B); }',
    ),
  ).toEqual([])
  expect(
    check(
      'RPC_SAME_RESPONSE_TYPE',
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
