import { expect, test } from 'vitest'
import { formatUserCode, generateUserCode, parseUserCode } from './user-code.ts'

test('a code survives being shown and typed', () => {
  for (let round = 0; round < 100; round++) {
    const code = generateUserCode()
    expect(formatUserCode(code)).toMatch(/^[B-Z]{4}-[B-Z]{4}$/)
    expect(parseUserCode(formatUserCode(code))).toBe(code)
    expect(parseUserCode(` ${code.toLowerCase()} `)).toBe(code)
  }
})

test.each(['', 'BCDF', 'BCDF-GHJKL', 'ABCD-EFGH', 'BCDF-GHJ1', "BCDF' OR 1"])('%j is no code', (text) => {
  expect(parseUserCode(text)).toBeUndefined()
})
