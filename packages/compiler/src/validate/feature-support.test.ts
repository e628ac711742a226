import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Feature_support that contradicts itself: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  [
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { optional int32 x = 50000 [feature_support = { edition_introduced: EDITION_2023 }]; }',
    [],
  ],
  [
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { optional int32 x = 50000 [feature_support = { edition_deprecated: EDITION_2023 }]; }',
    ['incomplete-feature-support 1:127'],
  ],
  [
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { optional int32 x = 50000 [feature_support = { removal_error: "x" }]; }',
    ['incomplete-feature-support 1:127'],
  ],
  [
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { optional int32 x = 50000 [feature_support = { edition_introduced: EDITION_2024 edition_removed: EDITION_2023 removal_error: "x" }]; }',
    ['feature-support-order 1:177'],
  ],
  [
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { optional int32 x = 50000 [feature_support = { edition_removed: EDITION_UNKNOWN }]; }',
    [],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
