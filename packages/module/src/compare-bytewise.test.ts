import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareBytewise } from './compare-bytewise.ts'

it('orders as the bytes of UTF-8 are ordered', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 8 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareBytewise(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
  expect(compareBytewise('\u{1F600}', '\uFF5E')).toBeGreaterThan(0)
})
