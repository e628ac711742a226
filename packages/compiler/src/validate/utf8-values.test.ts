import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Strings that are not UTF-8: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  [
    'syntax = "proto3"; import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { string x = 50000; } option (x) = "\\xff";',
    ['option-not-utf8 1:133'],
  ],
  [
    'import "google/protobuf/descriptor.proto"; extend google.protobuf.FileOptions { optional string x = 50000; } option (x) = "\\xff";',
    [],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
