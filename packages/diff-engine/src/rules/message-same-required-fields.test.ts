import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a required field is new', () => {
  expect(
    check(
      'MESSAGE_SAME_REQUIRED_FIELDS',
      'syntax = "proto2"; message M {  }',
      'syntax = "proto2"; message M { required int32 id = 1; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | required int32 id = 1; | Field 1 "id" of M is now required. Readers reject every message of writers that do not set it, and all old data without it, in binary and in JSON. Make it optional, and check in code that it is set.",
    ]
  `)
})

test('a required field is gone or optional', () => {
  expect(
    check(
      'MESSAGE_SAME_REQUIRED_FIELDS',
      'syntax = "proto2"; message M { required int32 id = 1; required int32 no = 2; }',
      'syntax = "proto2"; message M { optional int32 no = 2; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { optional int32 no = 2; } | Field 1 "id" of M was required and is not any more. Readers that still require it reject every message without it, in binary and in JSON. Keep the field required for as long as such readers run.",
      "a.proto | message M { optional int32 no = 2; } | Field 2 "no" of M was required and is not any more. Readers that still require it reject every message without it, in binary and in JSON. Keep the field required for as long as such readers run.",
    ]
  `)
})

test('another order, optional fields and a move are fine', () => {
  expect(
    check(
      'MESSAGE_SAME_REQUIRED_FIELDS',
      'syntax = "proto2"; message M { required int32 id = 1; required int32 no = 2; }',
      'syntax = "proto2"; message M { required int32 no = 2; required int32 id = 1; optional int32 x = 3; }',
    ),
  ).toEqual([])
  expect(
    check(
      'MESSAGE_SAME_REQUIRED_FIELDS',
      {
        'a.proto': 'syntax = "proto2"; package p; message M { required int32 a = 1; }',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; ',
        'b.proto': 'syntax = "proto2"; package p; message M { required int32 a = 1; }',
      },
    ),
  ).toEqual([])
})
