import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a value is gone', () => {
  expect(check('ENUM_VALUE_NO_DELETE', 'enum E { A = 0; B = 1; }', 'enum E { A = 0; }')).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; } | Value "B" = 1 of enum a.v1.E was deleted. Code that uses it no longer compiles, and stored or incoming data with it no longer reads as this value. Keep the value, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('aliases are one finding, and reserving does not help', () => {
  expect(
    check(
      'ENUM_VALUE_NO_DELETE',
      'enum E { option allow_alias = true; A = 0; B = 1; C = 1; }',
      'enum E { A = 0; reserved 1; reserved "B", "C"; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; reserved 1; reserved "B", "C"; } | Value "B", "C" = 1 of enum a.v1.E was deleted. Code that uses it no longer compiles, and stored or incoming data with it no longer reads as this value. Keep the value, and mark it deprecated when nobody should start to use it.",
    ]
  `)
})

test('a renamed value, another order, or another file are fine', () => {
  expect(check('ENUM_VALUE_NO_DELETE', 'enum E { A = 0; B = 1; }', 'enum E { A = 0; C = 2; D = 1; }')).toEqual([])
  expect(
    check(
      'ENUM_VALUE_NO_DELETE',
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
