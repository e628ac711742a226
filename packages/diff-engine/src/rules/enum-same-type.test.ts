import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('an enum was opened', () => {
  expect(
    check('ENUM_SAME_TYPE', 'syntax = "proto2"; enum E { A = 0; }', 'syntax = "proto3"; enum E { A = 0; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; } | Enum E changed from closed to open. Generated code now hands out numbers that are no value of the enum, which code written for a closed enum does not expect. Keep the enum closed; in editions set features.enum_type = CLOSED.",
    ]
  `)
})

test('an enum was closed: the feature is pointed at, written in one way or the other', () => {
  expect(
    check(
      'ENUM_SAME_TYPE',
      'edition = "2023"; enum E { A = 0; }',
      'edition = "2023"; enum E { option features.enum_type = CLOSED; A = 0; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | option features.enum_type = CLOSED; | Enum E changed from open to closed. Values that a reader does not know are now kept apart as unknown fields, so readers lose sight of them. Keep the enum open; in editions set features.enum_type = OPEN.",
    ]
  `)
  expect(
    placesOf(
      'ENUM_SAME_TYPE',
      'edition = "2023"; enum E { A = 0; }',
      'edition = "2023"; enum E { option features = { enum_type: CLOSED }; A = 0; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum_type: CLOSED",
    ]
  `)
})

test('a feature that keeps the type is fine', () => {
  expect(
    check(
      'ENUM_SAME_TYPE',
      'syntax = "proto2"; enum E { A = 0; }',
      'edition = "2023"; option features.enum_type = CLOSED; enum E { A = 0; }',
    ),
  ).toEqual([])
  expect(
    check(
      'ENUM_SAME_TYPE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; enum E { A = 0; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; enum E { A = 0; }`,
      },
    ),
  ).toEqual([])
})
