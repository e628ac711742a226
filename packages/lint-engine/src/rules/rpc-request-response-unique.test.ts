import { expect, test } from 'vitest'
import { findingsOf } from '../testing/lint-text.ts'

const RULE = 'RPC_REQUEST_RESPONSE_UNIQUE'
const found = (rpcs: string, policy = {}) =>
  findingsOf(
    RULE,
    {
      'a/v1/a.proto': `syntax = "proto3"; package a.v1; import "google/protobuf/empty.proto";
        message A {} message B {} message C {} message D {} service S { ${rpcs} }`,
      'google/protobuf/empty.proto': 'syntax = "proto3"; package google.protobuf; message Empty {}',
    },
    policy,
  ).map(({ symbol }) => symbol.slice(-1))

const EMPTY = 'google.protobuf.Empty'

test('each type once', () => {
  expect(found('rpc X(A) returns (B); rpc Y(C) returns (D);')).toEqual([])
})

test('a type of two RPCs, on whatever side', () => {
  expect(found('rpc X(A) returns (B); rpc Y(B) returns (C); rpc Z(D) returns (D);')).toEqual(['X', 'Y', 'Z'])
})

test('the same request and response may be allowed, but still not for two RPCs', () => {
  const policy = { rpcAllowSameRequestResponse: true }
  expect(found('rpc X(A) returns (A);', policy)).toEqual([])
  expect(found('rpc X(A) returns (A); rpc Y(A) returns (B);', policy)).toEqual(['X', 'Y'])
})

test('the empty message may be allowed on either side', () => {
  const rpcs = `rpc X(${EMPTY}) returns (A); rpc Y(${EMPTY}) returns (B); rpc Z(C) returns (${EMPTY}); rpc W(D) returns (${EMPTY});`
  expect(found(rpcs)).toEqual(['X', 'Y', 'Z', 'W'])
  expect(found(rpcs, { rpcAllowGoogleProtobufEmptyRequests: true })).toEqual(['Z', 'W'])
  expect(found(rpcs, { rpcAllowGoogleProtobufEmptyResponses: true })).toEqual(['X', 'Y'])
  const both = { rpcAllowGoogleProtobufEmptyRequests: true, rpcAllowGoogleProtobufEmptyResponses: true }
  expect(found(`${rpcs} rpc V(${EMPTY}) returns (${EMPTY});`, both)).toEqual([])
})
