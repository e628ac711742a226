import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// JSON names: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { optional int32 a_b = 1; optional int32 aB = 2; }', []],
  ['syntax = "proto3"; message M { int32 a_b = 1; int32 aB = 2; }', ['json-names-collide 1:53']],
  ['syntax = "proto3"; message M { int32 a_b = 1; int32 aB = 2 [json_name = "x"]; }', ['json-names-collide 1:53']],
  ['message M { optional int32 a = 1 [json_name = "b"]; optional int32 b = 2; }', ['json-names-collide 1:68']],
  ['message M { optional int32 b = 1; optional int32 a = 2 [json_name = "b"]; }', ['json-names-collide 1:69']],
  ['message M { extensions 1; } extend M { optional int32 a = 1 [json_name = "b"]; }', ['extension-json-name 1:62']],
  ['message M { extensions 1; } extend M { optional int32 a = 1 [json_name = "a"]; }', []],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
