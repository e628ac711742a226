import { expect, it } from 'vitest'
import { printable } from './printable.ts'

it('writes control characters out and leaves all others', () => {
  expect(printable('a\x1b]0;x\x07b\n\u009b\u2028ü→😀')).toBe('a\\x1b]0;x\\x07b\\x0a\\x9b\\u2028ü→😀')
})
