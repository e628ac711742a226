import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('the check is gone', () => {
  expect(
    check(
      'FIELD_SAME_UTF8_VALIDATION',
      'edition = "2023"; message M { string a = 1; }',
      'edition = "2023"; message M { string a = 1 [features.utf8_validation = NONE]; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | features.utf8_validation = NONE | Field 1 "a" of M changed its UTF-8 validation from VERIFY to NONE. Text that is not valid UTF-8 gets into data, where readers that check still reject it. Keep VERIFY; in editions with features.utf8_validation.",
    ]
  `)
})

test('from proto2 to proto3 every string is checked', () => {
  expect(
    check(
      'FIELD_SAME_UTF8_VALIDATION',
      'syntax = "proto2"; message M { optional string a = 1; }',
      'syntax = "proto3"; message M { optional string a = 1; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | optional string a = 1; | Field 1 "a" of M changed its UTF-8 validation from NONE to VERIFY. Readers and writers now reject text that is not valid UTF-8, which old data may hold. Keep NONE; in editions with features.utf8_validation.",
    ]
  `)
})

test('a feature that keeps it is fine, other types have no choice, and a move is fine', () => {
  expect(
    check(
      'FIELD_SAME_UTF8_VALIDATION',
      'syntax = "proto2"; message M { optional string a = 1; optional bytes b = 2; }',
      'edition = "2023"; option features.utf8_validation = NONE; message M { string a = 1; bytes b = 2; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_UTF8_VALIDATION',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { string a = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { string a = 1; }`,
      },
    ),
  ).toEqual([])
})
