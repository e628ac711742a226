import { expect, test } from 'vitest'
import { encodedOptions } from '../testing/option-schema.ts'

test('sorted by key, the last of a key wins, key and value are always there', () => {
  expect(
    encodedOptions(
      'option (o.opt) = { map { key: "b" value: 1 } map { key: "a" } map { value: 3 } map { key: "b" value: 2 } };',
    ),
  ).toEqual(['50000: 143a040a0010033a050a016110003a050a01621002'])
})

test('values that are messages, and keys of other types', () => {
  expect(encodedOptions('option (o.opt) = { messages { key: 2 } messages { key: -1 value { i: 1 } } };')).toEqual([
    '50000: 19a2010f08ffffffffffffffffff0112020801a2010408021200',
  ])
  expect(encodedOptions('option (o.opt) = { bools { key: true } bools { value: "x" } };')).toEqual([
    '50000: 0faa01050800120178aa010408011200',
  ])
})
