import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test.each([
  ['a/foo_bar.proto', 0],
  ['a/FooBar.proto', 1],
  ['a/foo-bar.proto', 1],
  ['A/foo.proto', 0],
  ['foo.bar.proto', 1],
])('%s', (path, count) => {
  expect(placesOf('FILE_LOWER_SNAKE_CASE', { [path]: 'syntax = "proto3";' })).toEqual(
    count === 0 ? [] : [`${path} | *`],
  )
})
