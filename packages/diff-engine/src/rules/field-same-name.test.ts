import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a field was renamed', () => {
  expect(
    check('FIELD_SAME_NAME', 'message M { int32 id = 1; }', 'message M { int32 key = 1 [json_name = "id"]; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | key | Field 1 of a.v1.M was renamed from "id" to "key". Code that uses the old name no longer compiles, and JSON and text data with it is rejected or dropped; binary data is not affected. Keep the name; json_name alone changes only what JSON writes.",
    ]
  `)
})

test('an extension that moved into a message has a new full name', () => {
  expect(
    check(
      'FIELD_SAME_NAME',
      'syntax = "proto2"; message M { extensions 1; } extend M { optional int32 x = 1; }',
      'syntax = "proto2"; message M { extensions 1; extend M { optional int32 x = 1; } }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | x | Extension 1 of M was renamed from "x" to "M.x". Code that uses the old name no longer compiles, and JSON and text data with it is rejected or dropped; binary data is not affected. Keep the name; json_name alone changes only what JSON writes.",
    ]
  `)
})

test('a new number or another file is fine', () => {
  expect(check('FIELD_SAME_NAME', 'message M { int32 id = 1; }', 'message M { int32 key = 2; }')).toEqual([])
  expect(
    check(
      'FIELD_SAME_NAME',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { int32 id = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { int32 id = 1; }`,
      },
    ),
  ).toEqual([])
})
