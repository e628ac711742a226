import { expect, test } from 'vitest'
import { findingsOf, placesOf } from '../testing/lint-text.ts'

const A = 'a/v1/a.proto | '

test.each([
  ['ENUM_PASCAL_CASE', 'enum Good { Z = 0; } enum bad_one { Y = 0; }', 'bad_one'],
  ['ENUM_VALUE_UPPER_SNAKE_CASE', 'enum E { GOOD_1 = 0; badOne = 1; }', 'badOne'],
  ['FIELD_LOWER_SNAKE_CASE', 'message M { int32 good_1 = 1; map<string, int32> badOne = 2; }', 'badOne'],
  ['MESSAGE_PASCAL_CASE', 'message Good { map<string, int32> x_y = 1; } message bad_one {}', 'bad_one'],
  [
    'ONEOF_LOWER_SNAKE_CASE',
    'message M { oneof good { int32 a = 1; } oneof badOne { int32 b = 2; } optional int32 cD = 3; }',
    'badOne',
  ],
  ['RPC_PASCAL_CASE', 'message M {} service S { rpc Good(M) returns (M); rpc bad_one(M) returns (M); }', 'bad_one'],
  ['SERVICE_PASCAL_CASE', 'service Good {} service bad_one {}', 'bad_one'],
])('%s', (rule, text, place) => {
  expect(placesOf(rule, text)).toEqual([A + place])
})

test('the name of a group is that of its message, and its field is in lower case by itself', () => {
  const text = 'syntax = "proto2"; package a.v1; message M { optional group GoodOne = 1 {} }'
  expect(placesOf('FIELD_LOWER_SNAKE_CASE', text)).toEqual([])
})

test('what to call it', () => {
  expect(findingsOf('FIELD_LOWER_SNAKE_CASE', 'message M { int32 HTTPCode = 1; }')[0]?.message).toBe(
    'The name of field "HTTPCode" is not in lower_snake_case: call it "http_code".',
  )
})
