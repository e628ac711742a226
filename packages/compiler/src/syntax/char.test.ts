import { expect, test } from 'vitest'
import { isDigit, isLetter, isWord } from './char.ts'

test('words are made of ASCII letters, digits and underscores', () => {
  const all = Array.from({ length: 300 }, (_, code) => code)
  expect(String.fromCharCode(...all.filter(isDigit))).toBe('0123456789')
  expect(String.fromCharCode(...all.filter(isLetter))).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz')
  expect(all.filter(isWord)).toHaveLength(63)
})
