import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const files = (from: string, to: string) => ({
  'a.proto': `syntax = "proto3"; package ${from}; import "b.proto";`,
  'b.proto': `syntax = "proto3"; package ${to};`,
})

test.each([
  ['a.v1', 'b.v1beta1', 1],
  ['a.v1', 'b.v1', 0],
  ['a.v1', 'b', 0],
  ['a.v1alpha1', 'b.v1beta1', 0],
  ['a', 'b.v1beta1', 0],
])('%s imports %s', (from, to, count) => {
  expect(placesOf('STABLE_PACKAGE_NO_IMPORT_UNSTABLE', files(from, to))).toHaveLength(count)
})
