import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

test('valid text survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeUtf8(encodeUtf8(text))).toBe(text)
    }),
  )
})

test('accepts exactly what a strict decoder accepts', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const isValid = (bytes: Uint8Array) => {
    try {
      return strict.decode(bytes)
    } catch {
      return undefined
    }
  }
  const byte = fc.constantFrom(
    0x00,
    0x61,
    0x80,
    0xbf,
    0xc0,
    0xc2,
    0xe0,
    0xa0,
    0xed,
    0x9f,
    0xef,
    0xbb,
    0xf0,
    0x90,
    0xf4,
    0x8f,
    0xf5,
    0xff,
  )
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 6 }), (bytes) => {
      const all = Uint8Array.from(bytes)
      expect(decodeUtf8(all)).toBe(isValid(all))
    }),
    { numRuns: 2_000 },
  )
})
