import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('defaults of all kinds changed', () => {
  expect(
    check(
      'FIELD_SAME_DEFAULT',
      'syntax = "proto2"; message M { optional int32 a = 1 [default = 1]; optional string b = 2 [default = "x"]; optional bytes c = 3; optional double d = 4 [default = inf]; optional bool e = 5; }',
      'syntax = "proto2"; message M { optional int32 a = 1; optional string b = 2 [default = "y\\n"]; optional bytes c = 3 [default = "\\x01"]; optional double d = 4 [default = nan]; optional bool e = 5 [default = true]; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | optional int32 a = 1; | Field 1 "a" of M changed its default value from 1 to 0. Data without the field means one thing to old readers and another to new ones, in binary and in JSON. Keep the default 1.",
      "a.proto | default = "y\\n" | Field 2 "b" of M changed its default value from "x" to "y\\n". Data without the field means one thing to old readers and another to new ones, in binary and in JSON. Keep the default "x".",
      "a.proto | default = "\\x01" | Field 3 "c" of M changed its default value from "" to "\\001". Data without the field means one thing to old readers and another to new ones, in binary and in JSON. Keep the default "".",
      "a.proto | default = nan | Field 4 "d" of M changed its default value from inf to nan. Data without the field means one thing to old readers and another to new ones, in binary and in JSON. Keep the default inf.",
      "a.proto | default = true | Field 5 "e" of M changed its default value from false to true. Data without the field means one thing to old readers and another to new ones, in binary and in JSON. Keep the default false.",
    ]
  `)
})

test('the first value of an enum is its default', () => {
  expect(
    check(
      'FIELD_SAME_DEFAULT',
      'syntax = "proto2"; enum E { A = 1; B = 2; } message M { optional E e = 1; }',
      'syntax = "proto2"; enum E { B = 2; A = 1; } message M { optional E e = 1; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | optional E e = 1; | Field 1 "e" of M changed its default value from A to B. Data without the field means one thing to old readers and another to new ones, in binary and in JSON. Keep the default A.",
    ]
  `)
})

test('a value that means the same is fine, across types too', () => {
  expect(
    check(
      'FIELD_SAME_DEFAULT',
      'syntax = "proto2"; message M { optional int32 a = 1 [default = 0]; optional float b = 2 [default = 0.1]; optional string c = 3 [default = "é"]; optional uint64 d = 4 [default = 18446744073709551615]; optional bool e = 5 [default = true]; optional float f = 6 [default = nan]; }',
      'syntax = "proto2"; message M { optional int32 a = 1; optional double b = 2 [default = 0.1]; optional bytes c = 3 [default = "\\303\\251"]; optional uint64 d = 4 [default = 0xFFFFFFFFFFFFFFFF]; optional int32 e = 5 [default = 1]; optional double f = 6 [default = nan]; }',
    ),
  ).toEqual([])
})

test('large integers are not rounded, and repeated fields have no default', () => {
  expect(
    placesOf(
      'FIELD_SAME_DEFAULT',
      'syntax = "proto2"; message M { optional int64 a = 1 [default = 9007199254740992]; }',
      'syntax = "proto2"; message M { optional int64 a = 1 [default = 9007199254740993]; }',
    ),
  ).toEqual(['a.proto | default = 9007199254740993'])
  expect(
    check(
      'FIELD_SAME_DEFAULT',
      'syntax = "proto2"; message M { optional int32 a = 1 [default = 1]; }',
      'syntax = "proto2"; message M { repeated int32 a = 1; }',
    ),
  ).toEqual([])
})

test('a move is fine', () => {
  expect(
    check(
      'FIELD_SAME_DEFAULT',
      {
        'a.proto': 'syntax = "proto2"; package p; message M { optional int32 a = 1 [default = 1]; }',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; ',
        'b.proto': 'syntax = "proto2"; package p; message M { optional int32 a = 1 [default = 1]; }',
      },
    ),
  ).toEqual([])
})
