import { expect, test } from 'vitest'
import { check, findingsOf } from '../testing/check.ts'

test('a scalar type changed', () => {
  expect(
    check('FIELD_SAME_TYPE', 'message M { int32 id = 1; }', 'message M { repeated string id = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | string | Field 1 "id" of a.v1.M changed type from int32 to string. Old data is misread or rejected, in binary and often in JSON, and generated code changes its type. Keep int32, and add a field with a new number for the new type.",
    ]
  `)
})

test('the message and the enum of a field changed', () => {
  expect(
    check(
      'FIELD_SAME_TYPE',
      'message A {} message B {} enum E { X = 0; } enum F { Y = 0; } message M { A a = 1; E e = 2; }',
      'message A {} message B {} enum E { X = 0; } enum F { Y = 0; } message M { B a = 1; F e = 2; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | B | Field 1 "a" of a.v1.M changed type from message a.v1.A to message a.v1.B. Data is read as another message, whose fields need not agree, and generated code changes its type. Keep message a.v1.A, and add a field with a new number for the new type.",
      "a.proto | F | Field 2 "e" of a.v1.M changed type from enum a.v1.E to enum a.v1.F. Numbers and names of the values need not agree, in binary and in JSON, and generated code changes its type. Keep enum a.v1.E, and add a field with a new number for the new type.",
    ]
  `)
})

test('the value of a map changed, and the place is that of the map', () => {
  expect(
    check('FIELD_SAME_TYPE', 'message M { map<string, int32> m = 1; }', 'message M { map<string, bytes> m = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | map<string, bytes> | The value of map field "m" of a.v1.M changed type from int32 to bytes. Old data is misread or rejected, in binary and often in JSON, and generated code changes its type. Keep int32, and add a field with a new number for the new type.",
    ]
  `)
})

test('how bad it is depends on the types', () => {
  const harm = (from: string, to: string) =>
    findingsOf('FIELD_SAME_TYPE', `message M { ${from} f = 1; }`, `message M { ${to} f = 1; }`).map(
      ({ message }) => message.split('. ')[1],
    )
  expect([
    harm('int32', 'uint32'),
    harm('int32', 'int64'),
    harm('string', 'bytes'),
    harm('bytes', 'string'),
    harm('int32', 'fixed32'),
  ]).toMatchInlineSnapshot(`
    [
      [
        "Data reads on in binary and JSON for values that fit both types, but generated code changes its type",
      ],
      [
        "Binary data reads on for values that fit both types, but JSON writes them differently, and generated code changes its type",
      ],
      [
        "Binary data reads on, but JSON data does not, since JSON writes bytes as base64, and generated code changes its type",
      ],
      [
        "Binary data that is not valid UTF-8 is rejected, JSON data is read as base64 text, and generated code changes its type",
      ],
      [
        "Old data is misread or rejected, in binary and often in JSON, and generated code changes its type",
      ],
    ]
  `)
})

test('a group may become a delimited message, and a message may move', () => {
  expect(
    check(
      'FIELD_SAME_TYPE',
      'syntax = "proto2"; package p; message M { optional group G = 1 {} }',
      'edition = "2023"; package p; message M { message G {} G g = 1 [features.message_encoding = DELIMITED]; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_TYPE',
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
