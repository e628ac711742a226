import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('a folder with two packages', () => {
  const files = {
    'a/x.proto': 'syntax = "proto3"; package a;',
    'a/y.proto': 'syntax = "proto3"; package b;',
    'a/z.proto': 'syntax = "proto3";',
    'b/x.proto': 'syntax = "proto3"; package b;',
  }
  expect(placesOf('DIRECTORY_SAME_PACKAGE', files)).toEqual([
    'a/x.proto | package a;',
    'a/y.proto | package b;',
    'a/z.proto | *',
  ])
})

test('folders with one package each, below each other', () => {
  const files = { 'a/x.proto': 'syntax = "proto3"; package a;', 'a/b/y.proto': 'syntax = "proto3"; package b;' }
  expect(placesOf('DIRECTORY_SAME_PACKAGE', files)).toEqual([])
})
