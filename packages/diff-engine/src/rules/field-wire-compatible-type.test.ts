import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a type reads old binary data as something else', () => {
  expect(
    check('FIELD_WIRE_COMPATIBLE_TYPE', 'message M { int32 id = 1; }', 'message M { sint32 id = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | sint32 | Field 1 "id" of a.v1.M changed type from int32 to sint32. Old data is misread or rejected, in binary and often in JSON, and generated code changes its type. Keep int32, and add a field with a new number for the new type.",
    ]
  `)
})

test('bytes may hold what a string can not', () => {
  expect(
    check('FIELD_WIRE_COMPATIBLE_TYPE', 'message M { bytes b = 1; }', 'message M { string b = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | string | Field 1 "b" of a.v1.M changed type from bytes to string. Binary data that is not valid UTF-8 is rejected, JSON data is read as base64 text, and generated code changes its type. Keep bytes, and add a field with a new number for the new type.",
    ]
  `)
})

test('types of one group, and bytes for a string, are fine', () => {
  expect(
    check(
      'FIELD_WIRE_COMPATIBLE_TYPE',
      'message M { int32 a = 1; string b = 2; fixed32 c = 3; sint64 d = 4; }',
      'message M { bool a = 1; bytes b = 2; sfixed32 c = 3; sint32 d = 4; }',
    ),
  ).toEqual([])
})

test('an enum may move and grow, but not lose a value', () => {
  const enumOf = (values: string, use: string) =>
    `enum E { A = 0; B = 1; } message N { enum E { ${values} } } message M { ${use} e = 1; }`
  expect(
    check(
      'FIELD_WIRE_COMPATIBLE_TYPE',
      enumOf('C = 0;', 'E'),
      enumOf('A = 0; B = 1; D = 2;', 'N.E').replaceAll('E { A = 0; B = 1; } message', 'E { Y = 0; } message'),
    ),
  ).toEqual([])
  expect(check('FIELD_WIRE_COMPATIBLE_TYPE', enumOf('C = 0;', 'E'), enumOf('D = 0;', 'N.E'))).toMatchInlineSnapshot(`
    [
      "a.proto | N.E | Field 1 "e" of a.v1.M changed type from enum a.v1.E to enum a.v1.N.E. Numbers and names of the values need not agree, in binary and in JSON, and generated code changes its type. Keep enum a.v1.E, and add a field with a new number for the new type.",
    ]
  `)
})

test('a move is fine', () => {
  expect(
    check(
      'FIELD_WIRE_COMPATIBLE_TYPE',
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
