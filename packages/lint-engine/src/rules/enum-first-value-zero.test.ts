import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('the first value alone counts', () => {
  const enums = 'enum Good { A = 0; B = 2; C = 1; } enum Bad { D = 1; E = 0; }'
  expect(placesOf('ENUM_FIRST_VALUE_ZERO', `syntax = "proto2"; package a.v1; ${enums}`)).toEqual(['a/v1/a.proto | 1'])
})
