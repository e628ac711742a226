import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('proto2', () => {
  const text = 'syntax = "proto2"; package a.v1; message M { required int32 a = 1; optional int32 b = 2; }'
  expect(placesOf('FIELD_NOT_REQUIRED', text)).toEqual(['a/v1/a.proto | a'])
})

test('an edition', () => {
  const text =
    'edition = "2023"; package a.v1; message M { int32 a = 1 [features.field_presence = LEGACY_REQUIRED]; int32 b = 2; }'
  expect(placesOf('FIELD_NOT_REQUIRED', text)).toEqual(['a/v1/a.proto | a'])
})
