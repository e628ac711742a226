import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('a package in two folders', () => {
  const files = { 'a/x.proto': 'syntax = "proto3"; package a;', 'b/x.proto': 'syntax = "proto3"; package a;' }
  expect(placesOf('PACKAGE_SAME_DIRECTORY', files)).toEqual(['a/x.proto | package a;', 'b/x.proto | package a;'])
})

test('files without a package are one package', () => {
  expect(
    placesOf('PACKAGE_SAME_DIRECTORY', { 'x.proto': 'syntax = "proto3";', 'b/y.proto': 'syntax = "proto3";' }),
  ).toEqual(['b/y.proto | *', 'x.proto | *'])
})

test('a package in its folder', () => {
  expect(placesOf('PACKAGE_SAME_DIRECTORY', 'message M {}')).toEqual([])
})
