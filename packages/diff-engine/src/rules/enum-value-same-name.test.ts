import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a value was renamed', () => {
  expect(check('ENUM_VALUE_SAME_NAME', 'enum E { A = 0; B = 1; }', 'enum E { A = 0; C = 1; }')).toMatchInlineSnapshot(`
    [
      "a.proto | 1 | Value 1 of enum a.v1.E lost the name "B", and is now "C". JSON data with the old name is rejected, and code that uses it no longer compiles; binary data is not affected. Keep the old name; with allow_alias the new one can stand beside it.",
    ]
  `)
})

test('every value of the number is told when an alias is gone', () => {
  expect(
    check(
      'ENUM_VALUE_SAME_NAME',
      'enum E { option allow_alias = true; A = 0; B = 1; C = 1; D = 1; }',
      'enum E { option allow_alias = true; A = 0; B = 1; C = 1; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | 1 | Value 1 of enum a.v1.E lost the name "D", and is now "B", "C". JSON data with the old name is rejected, and code that uses it no longer compiles; binary data is not affected. Keep the old name; with allow_alias the new one can stand beside it.",
      "a.proto | 1 | Value 1 of enum a.v1.E lost the name "D", and is now "B", "C". JSON data with the old name is rejected, and code that uses it no longer compiles; binary data is not affected. Keep the old name; with allow_alias the new one can stand beside it.",
    ]
  `)
})

test('a new alias, a deleted number, or a move are fine', () => {
  expect(
    check(
      'ENUM_VALUE_SAME_NAME',
      'enum E { A = 0; B = 1; }',
      'enum E { option allow_alias = true; A = 0; B = 1; C = 1; }',
    ),
  ).toEqual([])
  expect(check('ENUM_VALUE_SAME_NAME', 'enum E { A = 0; B = 1; }', 'enum E { A = 0; }')).toEqual([])
  expect(
    check(
      'ENUM_VALUE_SAME_NAME',
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
