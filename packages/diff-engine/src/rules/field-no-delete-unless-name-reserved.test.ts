import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a field is gone and its name is free', () => {
  expect(
    check(
      'FIELD_NO_DELETE_UNLESS_NAME_RESERVED',
      'message M { int32 id = 1; string name = 2; }',
      'message M { int32 id = 1; reserved 2; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { int32 id = 1; reserved 2; } | Field 2 "name" of a.v1.M was deleted without reserving its name. JSON spells the name out: a later field could take it and read old JSON data as something else. Keep the field, or add 'reserved "name";' to the message.",
    ]
  `)
})

test('a reserved name is fine, and so is a move', () => {
  expect(
    check(
      'FIELD_NO_DELETE_UNLESS_NAME_RESERVED',
      'message M { int32 id = 1; string name = 2; }',
      'message M { int32 id = 1; reserved "name"; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_NO_DELETE_UNLESS_NAME_RESERVED',
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
