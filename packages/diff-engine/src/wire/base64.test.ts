import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

test('what is encoded is decoded, as Node does it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(decodeBase64(encodeBase64(bytes))).toEqual(Uint8Array.from(bytes))
      expect(decodeBase64(Buffer.from(bytes).toString('base64url'))).toEqual(Uint8Array.from(bytes))
    }),
  )
})

test('what is no base64', () => {
  for (const text of ['a', 'a===', 'ab=', 'a b', 'abc==', '\n']) expect(decodeBase64(text)).toBeUndefined()
  expect(decodeBase64('test')).toEqual(Uint8Array.of(0xb5, 0xeb, 0x2d))
})
