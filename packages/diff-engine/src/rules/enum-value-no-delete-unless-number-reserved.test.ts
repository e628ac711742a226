import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a value is gone and its number is free', () => {
  expect(
    check(
      'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED',
      'enum E { A = 0; B = 1; }',
      'enum E { A = 0; reserved "B"; reserved 2 to 5; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; reserved "B"; reserved 2 to 5; } | Value "B" = 1 of enum a.v1.E was deleted without reserving its number. A later value could take the number and give old binary data a new meaning. Keep the value, or add "reserved 1;" to the enum.",
    ]
  `)
})

test('a reserved number is fine, and so is a value that moved with its enum', () => {
  expect(
    check(
      'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED',
      'enum E { A = 0; B = 1; }',
      'enum E { A = 0; reserved -3, 1 to max; }',
    ),
  ).toEqual([])
  expect(
    check(
      'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED',
      {
        'a.proto': `syntax = "proto3"; package a.v1; enum E { A = 0; B = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; enum E { A = 0; B = 1; }`,
      },
    ),
  ).toEqual([])
})
