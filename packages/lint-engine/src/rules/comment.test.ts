import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const A = 'a/v1/a.proto | '

test.each([
  ['COMMENT_ENUM', '/* ok */ enum E { Z = 0; } enum F { Y = 0; }', 'enum F { Y = 0; }'],
  ['COMMENT_ENUM_VALUE', 'enum E { /* ok */ Z = 0; Y = 1; }', 'Y = 1;'],
  ['COMMENT_FIELD', 'message M { /* ok */ int32 a = 1; int32 b = 2; }', 'int32 b = 2;'],
  ['COMMENT_MESSAGE', '/* ok */ message M { map<string, string> m = 1; } message N {}', 'message N {}'],
  [
    'COMMENT_ONEOF',
    'message M { /* ok */ oneof o { int32 a = 1; } oneof p { int32 b = 2; } }',
    'oneof p { int32 b = 2; }',
  ],
  [
    'COMMENT_RPC',
    'message M {} service S { /* ok */ rpc A(M) returns (M); rpc B(M) returns (M); }',
    'rpc B(M) returns (M);',
  ],
  ['COMMENT_SERVICE', '/* ok */ service S {} service T {}', 'service T {}'],
])('%s', (rule, text, place) => {
  // Next to what is before it, a comment would belong to that.
  expect(placesOf(rule, text.replaceAll('/* ok */', '\n\n/* ok */\n'))).toEqual([A + place])
})

test.each([
  ['blank', '//'],
  ['blank block', '/*\n  */'],
  ['only what silences rules', '// buf:lint:ignore COMMENT_ENUM_VALUE_X'],
  ['behind', '\n'],
])('a comment that says nothing: %s', (_, comment) => {
  expect(placesOf('COMMENT_FIELD', `message M {\n${comment}\n  int32 a = 1; // behind\n}`)).toEqual([
    `${A}int32 a = 1;`,
  ])
})

test('a group has one comment, that of its message', () => {
  const text = 'syntax = "proto2"; package a.v1; message M { optional group G = 1 {} }'
  expect(placesOf('COMMENT_FIELD', text)).toEqual([])
  expect(placesOf('COMMENT_MESSAGE', text)).toHaveLength(2)
})
