import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NumberRanges } from './number-ranges.ts'

const ranges = fc.array(
  fc.tuple(fc.integer({ min: -30, max: 30 }), fc.nat(8)).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 6 },
)
const numbers = Array.from({ length: 80 }, (_, i) => i - 40)

test('holds what any range holds', () => {
  fc.assert(
    fc.property(ranges, (declared) => {
      const set = new NumberRanges(declared, 100)
      for (const n of numbers) expect(set.has(n)).toBe(declared.some(({ start, end }) => n >= start && n <= end))
    }),
  )
})

test('misses what it does not hold, in ranges as long as they can be', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: -30, max: 30 }), fc.nat(20), (declared, start, length) => {
      const set = new NumberRanges(declared, 100)
      const end = start + length
      const missing = set.missing({ start, end })
      const isMissing = (n: number) => missing.some((range) => n >= range.start && n <= range.end)
      for (const n of numbers) expect(isMissing(n)).toBe(n >= start && n <= end && !set.has(n))
      missing.slice(1).forEach((range, i) => {
        expect(range.start).toBeGreaterThan(missing[i]!.end + 1)
      })
    }),
  )
})

test('is described as a schema writes it', () => {
  const set = new NumberRanges([], 100)
  const ranges = [
    { start: 1, end: 1 },
    { start: 5, end: 9 },
    { start: 50, end: 100 },
  ]
  expect(ranges.map((range) => set.describe(range))).toEqual(['1', '5 to 9', '50 to max'])
})
