import { expect, test } from 'vitest'
import { decodeString, type LiteralFault, parseInteger } from './literals.ts'

function decode(literal: string): { bytes: string; faults: LiteralFault[] } {
  const faults: LiteralFault[] = []
  const bytes = decodeString(literal, 0, literal.length, (fault) => faults.push(fault))
  return { bytes: Buffer.from(bytes).toString('hex'), faults }
}

test.each([
  ['"abc"', '616263'],
  ["'é世'", 'c3a9e4b896'],
  ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\\'\\"\\?"', '07080c0a0d090b5c27223f'],
  ['"\\x41\\X4g"', '410467'],
  ['"\\101\\1018\\0"', '41413800'],
  ['"\\400\\777"', '00ff'],
  ['"\\u00e9\\U0001F600"', 'c3a9f09f9880'],
  ['"\\u4e16x"', 'e4b89678'],
  ['""', ''],
])('%s', (literal, bytes) => {
  expect(decode(literal)).toEqual({ bytes, faults: [] })
})

test.each([
  ['"a\\qb"', 2, '6162'],
  ['"\\x"', 1, ''],
  ['"\\u12g"', 1, '67'],
  ['"\\U00110000"', 1, ''],
  ['"\\ud800"', 1, ''],
])('%s is told where it goes wrong', (literal, start, bytes) => {
  const decoded = decode(literal)
  expect(decoded.faults.map((fault) => fault.start)).toEqual([start])
  expect(decoded.bytes).toBe(bytes)
})

test.each([
  ['0', 0n],
  ['42', 42n],
  ['017', 15n],
  ['0xfF', 255n],
  ['0X', 0n],
  ['18446744073709551616', 18446744073709551616n],
])('%s is %s', (literal, value) => {
  expect(parseInteger(literal)).toBe(value)
})

test('a number of very many digits is read fast, as one too large for any type', () => {
  expect(parseInteger('9'.repeat(5_000_000)) > 2n ** 64n).toBe(true)
})
