import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('the JSON name was written and changed', () => {
  expect(
    check(
      'FIELD_SAME_JSON_NAME',
      'message M { int32 my_id = 1; }',
      'message M { int32 my_id = 1 [json_name = "my_id"]; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | json_name = "my_id" | Field 1 "my_id" of a.v1.M changed its JSON name from "myId" to "my_id". JSON readers reject or drop the field in data of the other side; binary data is not affected. Set json_name = "myId".",
    ]
  `)
})

test('the derived JSON name changed with the name', () => {
  expect(placesOf('FIELD_SAME_JSON_NAME', 'message M { int32 a = 1; }', 'message M { int32 b = 1; }')).toEqual([
    'a.proto | int32 b = 1;',
  ])
})

test('a name that gives the same JSON name is fine, and so is a move', () => {
  expect(
    check(
      'FIELD_SAME_JSON_NAME',
      'message M { int32 my_id = 1; }',
      'message M { int32 myId = 1 [json_name = "myId"]; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_JSON_NAME',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { int32 my_id = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { int32 my_id = 1; }`,
      },
    ),
  ).toEqual([])
})
