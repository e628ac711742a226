import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('jstype changed', () => {
  expect(
    check('FIELD_SAME_JSTYPE', 'message M { int64 a = 1; }', 'message M { int64 a = 1 [jstype = JS_STRING]; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | jstype = JS_STRING | Field 1 "a" of a.v1.M changed option jstype from JS_NORMAL to JS_STRING. Generated JavaScript hands out another type of value, so code that uses it breaks at run time; data is not affected. Keep jstype = JS_NORMAL.",
    ]
  `)
})

test('without the option the field is pointed at', () => {
  expect(
    placesOf('FIELD_SAME_JSTYPE', 'message M { int64 a = 1 [jstype = JS_STRING]; }', 'message M { int64 a = 1; }'),
  ).toEqual(['a.proto | int64 a = 1;'])
})

test('the default may be written, other types have no choice, and a move is fine', () => {
  expect(
    check(
      'FIELD_SAME_JSTYPE',
      'message M { int64 a = 1; int64 b = 2 [jstype = JS_STRING]; }',
      'message M { int64 a = 1 [jstype = JS_NORMAL]; int32 b = 2; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_JSTYPE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { int64 a = 1 [jstype = JS_STRING]; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { int64 a = 1 [jstype = JS_STRING]; }`,
      },
    ),
  ).toEqual([])
})
