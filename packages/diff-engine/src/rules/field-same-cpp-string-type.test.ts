import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('ctype changed', () => {
  expect(
    check('FIELD_SAME_CPP_STRING_TYPE', 'message M { string a = 1; }', 'message M { string a = 1 [ctype = CORD]; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | ctype = CORD | Field 1 "a" of a.v1.M changed its C++ string type from STRING to CORD. C++ code that uses its accessors no longer compiles; data is not affected. Keep STRING: with ctype, in editions with features.(pb.cpp).string_type.",
    ]
  `)
})

test('the feature changed', () => {
  expect(
    check(
      'FIELD_SAME_CPP_STRING_TYPE',
      'edition = "2023"; message M { string a = 1; }',
      'edition = "2023"; import "google/protobuf/cpp_features.proto"; message M { string a = 1 [features.(pb.cpp).string_type = VIEW]; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | features.(pb.cpp).string_type = VIEW | Field 1 "a" of M changed its C++ string type from STRING to VIEW. C++ code that uses its accessors no longer compiles; data is not affected. Keep STRING: with ctype, in editions with features.(pb.cpp).string_type.",
    ]
  `)
})

test('edition 2024 has another default', () => {
  expect(
    placesOf(
      'FIELD_SAME_CPP_STRING_TYPE',
      'edition = "2023"; message M { bytes a = 1; }',
      'edition = "2024"; message M { bytes a = 1; }',
    ),
  ).toEqual(['a.proto | bytes a = 1;'])
})

test('STRING_PIECE may become STRING, a feature may stand for ctype, maps have no choice, and a move is fine', () => {
  expect(
    check(
      'FIELD_SAME_CPP_STRING_TYPE',
      'message M { string a = 1 [ctype = STRING_PIECE]; map<string, string> m = 2; }',
      'message M { string a = 1; map<string, string> m = 2; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_CPP_STRING_TYPE',
      'syntax = "proto2"; message M { optional string a = 1 [ctype = CORD]; }',
      'edition = "2023"; import "google/protobuf/cpp_features.proto"; message M { string a = 1 [features.(pb.cpp).string_type = CORD]; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_SAME_CPP_STRING_TYPE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { string a = 1 [ctype = CORD]; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { string a = 1 [ctype = CORD]; }`,
      },
    ),
  ).toEqual([])
})
