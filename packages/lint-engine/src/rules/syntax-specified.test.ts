import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test.each([
  ['syntax = "proto2";', []],
  ['edition = "2023";', []],
  ['// nothing\npackage a.v1;', ['a/v1/a.proto | *']],
])('%s', (text, expected) => {
  expect(placesOf('SYNTAX_SPECIFIED', text)).toEqual(expected)
})
