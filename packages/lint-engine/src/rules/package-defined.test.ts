import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('a file without a package', () => {
  expect(placesOf('PACKAGE_DEFINED', 'syntax = "proto3";')).toEqual(['a/v1/a.proto | *'])
  expect(placesOf('PACKAGE_DEFINED', 'message M {}')).toEqual([])
})
