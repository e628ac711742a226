import { expect, test } from 'vitest'
import { jsonName, mapEntryName } from './json-name.ts'

test.each([
  ['foo', 'foo', 'FooEntry'],
  ['foo_bar', 'fooBar', 'FooBarEntry'],
  ['a__b_c', 'aBC', 'ABCEntry'],
  ['_x1_y', 'X1Y', 'X1YEntry'],
  ['fooBAR_9z', 'fooBAR9z', 'FooBAR9zEntry'],
  ['x_', 'x', 'XEntry'],
])('%s', (name, json, entry) => {
  expect([jsonName(name), mapEntryName(name)]).toEqual([json, entry])
})
