import { expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

test('UTF-8, and a replacement for what is not', () => {
  expect(decodeText(Uint8Array.of(0x61, 0xc3, 0xa9))).toBe('aé')
  expect(decodeText(Uint8Array.of(0xff))).toBe('\uFFFD')
})
