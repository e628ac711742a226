import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a value is gone and its name is free', () => {
  expect(
    check('ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED', 'enum E { A = 0; B = 1; }', 'enum E { A = 0; reserved 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; reserved 1; } | Value "B" = 1 of enum a.v1.E was deleted without reserving "B". JSON spells the name out: a later value could take it and give old JSON data a new meaning. Keep the value, or add 'reserved "B";' to the enum.",
    ]
  `)
})

test('all names must be reserved', () => {
  expect(
    check(
      'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED',
      'enum E { option allow_alias = true; A = 0; B = 1; C = 1; }',
      'enum E { A = 0; reserved "C"; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; reserved "C"; } | Value "B", "C" = 1 of enum a.v1.E was deleted without reserving "B". JSON spells the name out: a later value could take it and give old JSON data a new meaning. Keep the value, or add 'reserved "B";' to the enum.",
    ]
  `)
})

test('reserved names are fine, and so is a value that moved with its enum', () => {
  expect(
    check(
      'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED',
      'enum E { option allow_alias = true; A = 0; B = 1; C = 1; }',
      'enum E { A = 0; reserved "C", "B"; }',
    ),
  ).toEqual([])
  expect(
    check(
      'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED',
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
