import { expect, test } from 'vitest'
import { formatDuration, formatTimestamp, parseDuration, parseTimestamp } from './json-time.ts'

test.each([
  [0n, 0n, '1970-01-01T00:00:00Z'],
  [-62_135_596_800n, 0n, '0001-01-01T00:00:00Z'],
  [253_402_300_799n, 999_999_999n, '9999-12-31T23:59:59.999999999Z'],
  [1n, 500_000_000n, '1970-01-01T00:00:01.500Z'],
  [1n, 1_000n, '1970-01-01T00:00:01.000001Z'],
])('time of %d s and %d ns', (seconds, nanos, text) => {
  expect(formatTimestamp({ seconds, nanos })).toBe(text)
  expect(parseTimestamp(text)).toEqual({ seconds, nanos })
})

test('a zone is taken into account, and days that are none are rejected', () => {
  expect(parseTimestamp('1970-01-01T01:00:00+01:00')).toEqual({ seconds: 0n, nanos: 0n })
  for (const text of ['2026-02-30T00:00:00Z', '2026-01-01', '2026-01-01T00:00:00', '0000-01-01T00:00:00Z']) {
    expect(parseTimestamp(text)).toBeUndefined()
  }
  expect(formatTimestamp({ seconds: 253_402_300_800n, nanos: 0n })).toBeUndefined()
})

test.each([
  [1n, 500_000_000n, '1.500s'],
  [-1n, -1n, '-1.000000001s'],
  [0n, -500_000_000n, '-0.500s'],
  [0n, 0n, '0s'],
])('duration of %d s and %d ns', (seconds, nanos, text) => {
  expect(formatDuration({ seconds, nanos })).toBe(text)
  expect(parseDuration(text)).toEqual({ seconds, nanos })
})

test('what is no duration', () => {
  expect(formatDuration({ seconds: 1n, nanos: -1n })).toBeUndefined()
  expect(formatDuration({ seconds: 315_576_000_001n, nanos: 0n })).toBeUndefined()
  for (const text of ['1', 's', '1.s', '315576000001s']) expect(parseDuration(text)).toBeUndefined()
})
