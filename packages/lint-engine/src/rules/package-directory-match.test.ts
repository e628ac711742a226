import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('a file in the folder of another package', () => {
  expect(placesOf('PACKAGE_DIRECTORY_MATCH', { 'a/v2/x.proto': 'syntax = "proto3"; package a.v1;' })).toEqual([
    'a/v2/x.proto | package a.v1;',
  ])
  expect(placesOf('PACKAGE_DIRECTORY_MATCH', { 'x.proto': 'syntax = "proto3"; package a;' })).toHaveLength(1)
})

test('the right folder, and a file without a package', () => {
  expect(placesOf('PACKAGE_DIRECTORY_MATCH', 'message M {}')).toEqual([])
  expect(placesOf('PACKAGE_DIRECTORY_MATCH', 'syntax = "proto3";')).toEqual([])
})
