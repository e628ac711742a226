import { expect, test } from 'vitest'
import { readJsonFloat, readJsonInteger, writeJsonFloat, writeJsonInteger } from './json-number.ts'
import { JsonNumber } from './json-tree.ts'

test.each([
  ['int32', '1e2', 100n],
  ['int32', '5.0', 5n],
  ['int32', '-0', 0n],
  ['int64', '9007199254740993', 9007199254740993n],
  ['uint64', '1.8446744073709551615e19', 18446744073709551615n],
  ['int32', '0e999999999', 0n],
] as const)('%s takes %s', (kind, text, value) => {
  expect(readJsonInteger(kind, text)).toBe(value)
})

test.each([
  ['int32', '2147483648'],
  ['uint32', '-1'],
  ['int32', '1.5'],
  ['int32', '1e-999999999'],
  ['int64', '1e999999999'],
  ['int32', ' 1'],
  ['int32', '0x1'],
  ['int32', ''],
] as const)('%s rejects %s', (kind, text) => {
  expect(() => readJsonInteger(kind, text)).toThrow()
})

test('64-bit integers are written in quotes', () => {
  expect(writeJsonInteger('int64', -1n)).toBe('-1')
  expect(writeJsonInteger('fixed32', 7n)).toEqual(new JsonNumber('7'))
})

test.each([
  ['float', Math.fround(0.1), '0.1'],
  ['float', 3.4028234663852886e38, '3.4028235e+38'],
  ['double', 0.1, '0.1'],
  ['double', -0, '-0'],
  ['double', 1e21, '1e+21'],
] as const)('%s %d is written %s', (kind, value, text) => {
  expect(writeJsonFloat(kind, value)).toEqual(new JsonNumber(text))
  expect(readJsonFloat(kind, text, false)).toBe(value)
})

test('what is no number is a name in quotes, and out of range is rejected', () => {
  expect(writeJsonFloat('double', Number.NEGATIVE_INFINITY)).toBe('-Infinity')
  expect(readJsonFloat('float', 'NaN', true)).toBeNaN()
  expect(() => readJsonFloat('float', 'NaN', false)).toThrow()
  expect(() => readJsonFloat('float', '1e39', false)).toThrow()
})
