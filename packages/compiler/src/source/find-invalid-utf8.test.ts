import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findInvalidUtf8 } from './find-invalid-utf8.ts'

test.each([
  ['a lone continuation', [0x80], 0],
  ['a sequence that is cut off', [0x61, 0xe4, 0xb8], 1],
  ['an overlong form', [0xc0, 0x80], 0],
  ['a longer overlong form', [0xe0, 0x80, 0x80], 0],
  ['half of a surrogate pair', [0xed, 0xa0, 0x80], 0],
  ['a code point past the last one', [0xf4, 0x90, 0x80, 0x80], 0],
  ['text', [0x61, 0xc3, 0xa9, 0xe4, 0xb8, 0x96, 0xf0, 0x9f, 0x98, 0x80], undefined],
])('%s', (_, bytes, expected) => {
  expect(findInvalidUtf8(Uint8Array.from(bytes))).toBe(expected)
})

test('agrees with the strict decoder of the runtime', () => {
  const strict = new TextDecoder('utf-8', { fatal: true })
  const decodes = (bytes: Uint8Array) => {
    try {
      strict.decode(bytes)
      return true
    } catch {
      return false
    }
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => decodes(bytes) === (findInvalidUtf8(bytes) === undefined)),
  )
})
