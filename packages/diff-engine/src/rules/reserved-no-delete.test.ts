import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a part of a range and a name are gone from a message', () => {
  expect(
    check(
      'RESERVED_MESSAGE_NO_DELETE',
      'message M { reserved 1, 5 to 10, 20 to max; reserved "a", "b"; }',
      'message M { reserved 5 to 7, 9, 20 to 30; reserved "b"; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { reserved 5 to 7, 9, 20 to 30; reserved "b"; } | Of the reserved numbers 1 of message a.v1.M, 1 is no longer reserved. Whatever takes such a number gives old binary data a new meaning. Add "reserved 1;" again.",
      "a.proto | message M { reserved 5 to 7, 9, 20 to 30; reserved "b"; } | Of the reserved numbers 20 to max of message a.v1.M, 31 to max are no longer reserved. Whatever takes such a number gives old binary data a new meaning. Add "reserved 31 to max;" again.",
      "a.proto | message M { reserved 5 to 7, 9, 20 to 30; reserved "b"; } | Of the reserved numbers 5 to 10 of message a.v1.M, 8, 10 are no longer reserved. Whatever takes such a number gives old binary data a new meaning. Add "reserved 8, 10;" again.",
      "a.proto | message M { reserved 5 to 7, 9, 20 to 30; reserved "b"; } | The name "a" of message a.v1.M is no longer reserved. Whatever takes the name gives old JSON data and old code a new meaning. Add 'reserved "a";' again.",
    ]
  `)
})

test('a range and a name are gone from an enum', () => {
  expect(
    check(
      'RESERVED_ENUM_NO_DELETE',
      'enum E { A = 0; reserved -5 to -1, 9 to max; reserved "B"; }',
      'enum E { A = 0; reserved -5 to -3, 9 to 20; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; reserved -5 to -3, 9 to 20; } | Of the reserved numbers -5 to -1 of enum a.v1.E, -2 to -1 are no longer reserved. Whatever takes such a number gives old binary data a new meaning. Add "reserved -2 to -1;" again.",
      "a.proto | enum E { A = 0; reserved -5 to -3, 9 to 20; } | Of the reserved numbers 9 to max of enum a.v1.E, 21 to max are no longer reserved. Whatever takes such a number gives old binary data a new meaning. Add "reserved 21 to max;" again.",
      "a.proto | enum E { A = 0; reserved -5 to -3, 9 to 20; } | The name "B" of enum a.v1.E is no longer reserved. Whatever takes the name gives old JSON data and old code a new meaning. Add 'reserved "B";' again.",
    ]
  `)
})

test('split, merged and wider ranges are fine, and so is a move', () => {
  expect(
    check(
      'RESERVED_MESSAGE_NO_DELETE',
      'message M { reserved 5 to 7, 8 to 10; reserved "a"; }',
      'message M { reserved 3 to 8, 9 to 12; reserved "b", "a"; }',
    ),
  ).toEqual([])
  expect(
    check('RESERVED_ENUM_NO_DELETE', 'enum E { A = 0; reserved 5 to 7; }', 'enum E { A = 0; reserved 5, 6, 7; }'),
  ).toEqual([])
  expect(
    check(
      'RESERVED_MESSAGE_NO_DELETE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { reserved 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { reserved 1; }`,
      },
    ),
  ).toEqual([])
})
