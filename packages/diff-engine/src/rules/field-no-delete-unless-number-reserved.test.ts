import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a field is gone and its number is free', () => {
  expect(
    check(
      'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED',
      'message M { int32 id = 1; string name = 2; }',
      'message M { int32 id = 1; reserved "name"; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { int32 id = 1; reserved "name"; } | Field 2 "name" of a.v1.M was deleted without reserving its number. A later field could take the number and read old binary data as something else. Keep the field, or add "reserved 2;" to the message.",
    ]
  `)
})

test('a reserved number is fine, and so is a move', () => {
  expect(
    check(
      'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED',
      'message M { int32 id = 1; string name = 2; }',
      'message M { int32 id = 1; reserved 2 to 5; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED',
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
