import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a field became repeated', () => {
  expect(
    check('FIELD_SAME_CARDINALITY', 'message M { int32 a = 1; }', 'message M { repeated int32 a = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | repeated int32 a = 1; | Field 1 "a" of a.v1.M changed from optional with implicit presence to repeated. One side sees only the last element of the other or fails to read it, JSON changes its shape, and generated code changes its type. Keep it optional with implicit presence, and add a field with a new number.",
    ]
  `)
})

test('a field gained presence', () => {
  expect(
    check('FIELD_SAME_CARDINALITY', 'message M { int32 a = 1; }', 'message M { optional int32 a = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | optional int32 a = 1; | Field 1 "a" of a.v1.M changed from optional with implicit presence to optional with explicit presence. Data reads on, but whether the field was set is told apart on one side only, and generated code changes its accessors. Keep it optional with implicit presence.",
    ]
  `)
})

test('a field became required, and stopped to be', () => {
  expect(
    check(
      'FIELD_SAME_CARDINALITY',
      'syntax = "proto2"; message M { optional int32 a = 1; required int32 b = 2; }',
      'syntax = "proto2"; message M { required int32 a = 1; optional int32 b = 2; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | required int32 a = 1; | Field 1 "a" of M changed from optional with explicit presence to required. Readers reject every message without it, and generated code changes its accessors. Keep it optional with explicit presence.",
      "a.proto | optional int32 b = 2; | Field 2 "b" of M changed from required to optional with explicit presence. Readers that still require it reject every message without it. Keep it required.",
    ]
  `)
})

test('a map and a repeated message are the same in binary, but not in JSON', () => {
  const prev = 'message M { map<string, int32> m = 1; }'
  const next = 'message M { message MEntry { string key = 1; int32 value = 2; } repeated MEntry m = 1; }'
  expect(check('FIELD_WIRE_COMPATIBLE_CARDINALITY', prev, next)).toEqual([])
  expect(check('FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY', prev, next)).toMatchInlineSnapshot(`
    [
      "a.proto | repeated MEntry m = 1; | Field 1 "m" of a.v1.M changed from a map to repeated. Binary data reads on for entries of the same shape, but JSON changes between array and object, and generated code changes its type. Keep it a map, and add a field with a new number.",
    ]
  `)
})

test('singular and repeated are not the same in binary', () => {
  expect(
    check('FIELD_WIRE_COMPATIBLE_CARDINALITY', 'message M { repeated int32 a = 1; }', 'message M { int32 a = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | int32 a = 1; | Field 1 "a" of a.v1.M changed from repeated to optional with implicit presence. One side sees only the last element of the other or fails to read it, JSON changes its shape, and generated code changes its type. Keep it repeated, and add a field with a new number.",
    ]
  `)
})

test('presence does not matter to data', () => {
  expect(
    check('FIELD_WIRE_COMPATIBLE_CARDINALITY', 'message M { int32 a = 1; }', 'message M { optional int32 a = 1; }'),
  ).toEqual([])
  expect(
    check(
      'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY',
      'message M { int32 a = 1; }',
      'message M { optional int32 a = 1; }',
    ),
  ).toEqual([])
})

test('messages, members of oneofs, and editions have presence anyway', () => {
  expect(
    check(
      'FIELD_SAME_CARDINALITY',
      'message M { M m = 1; oneof o { int32 a = 2; } }',
      'edition = "2023"; package a.v1; message M { M m = 1; int32 a = 2; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_CARDINALITY',
      'syntax = "proto2"; message M { required int32 a = 1; }',
      'edition = "2023"; message M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; }',
    ),
  ).toEqual([])
})

test('a move is fine', () => {
  expect(
    check(
      'FIELD_SAME_CARDINALITY',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { repeated int32 a = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { repeated int32 a = 1; }`,
      },
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_WIRE_COMPATIBLE_CARDINALITY',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { repeated int32 a = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { repeated int32 a = 1; }`,
      },
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { repeated int32 a = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { repeated int32 a = 1; }`,
      },
    ),
  ).toEqual([])
})
