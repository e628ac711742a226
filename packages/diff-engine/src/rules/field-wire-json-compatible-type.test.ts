import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('JSON writes 64-bit integers otherwise', () => {
  expect(
    check('FIELD_WIRE_JSON_COMPATIBLE_TYPE', 'message M { int32 id = 1; }', 'message M { int64 id = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | int64 | Field 1 "id" of a.v1.M changed type from int32 to int64. Binary data reads on for values that fit both types, but JSON writes them differently, and generated code changes its type. Keep int32, and add a field with a new number for the new type.",
    ]
  `)
})

test('JSON writes bytes otherwise', () => {
  expect(
    placesOf('FIELD_WIRE_JSON_COMPATIBLE_TYPE', 'message M { string s = 1; }', 'message M { bytes s = 1; }'),
  ).toEqual(['a.proto | bytes'])
})

test('types of one group are fine, and so is a move', () => {
  expect(
    check(
      'FIELD_WIRE_JSON_COMPATIBLE_TYPE',
      'message M { int32 a = 1; int64 b = 2; fixed64 c = 3; }',
      'message M { uint32 a = 1; uint64 b = 2; sfixed64 c = 3; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_WIRE_JSON_COMPATIBLE_TYPE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message N {} message M { N n = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message N {} message M { N n = 1; }`,
      },
    ),
  ).toEqual([])
})
