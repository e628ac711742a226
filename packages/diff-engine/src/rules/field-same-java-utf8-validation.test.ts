import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('the file option changed', () => {
  expect(
    check(
      'FIELD_SAME_JAVA_UTF8_VALIDATION',
      'syntax = "proto2"; message M { optional string a = 1; }',
      'syntax = "proto2"; option java_string_check_utf8 = true; message M { optional string a = 1; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | option java_string_check_utf8 = true; | Field 1 "a" of M changed its UTF-8 validation in Java from NONE to VERIFY. Java readers now reject text that is not valid UTF-8, which old data may hold. Keep NONE: with java_string_check_utf8, in editions with features.(pb.java).utf8_validation.",
    ]
  `)
})

test('the feature changed', () => {
  expect(
    check(
      'FIELD_SAME_JAVA_UTF8_VALIDATION',
      'edition = "2023"; option features.utf8_validation = NONE; message M { string a = 1; }',
      'edition = "2023"; import "google/protobuf/java_features.proto"; option features.utf8_validation = NONE; message M { string a = 1 [features.(pb.java).utf8_validation = VERIFY]; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | features.(pb.java).utf8_validation = VERIFY | Field 1 "a" of M changed its UTF-8 validation in Java from NONE to VERIFY. Java readers now reject text that is not valid UTF-8, which old data may hold. Keep NONE: with java_string_check_utf8, in editions with features.(pb.java).utf8_validation.",
    ]
  `)
})

test('what Java checks anyway is fine, and so is a move', () => {
  expect(
    check(
      'FIELD_SAME_JAVA_UTF8_VALIDATION',
      'edition = "2023"; message M { string a = 1; }',
      'edition = "2023"; import "google/protobuf/java_features.proto"; message M { string a = 1 [features.(pb.java).utf8_validation = VERIFY]; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_JAVA_UTF8_VALIDATION',
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
