import { expect, test } from 'vitest'
import { generateToken, hashToken, isSameHash, tokenProblem } from './token.ts'

test('a new token can be told apart, is long enough, and survives in BUF_TOKEN', () => {
  const tokens = Array.from({ length: 200 }, generateToken)
  expect(new Set(tokens).size).toBe(200)
  for (const token of tokens) {
    expect(token).toMatch(/^wp_[\w-]{43}$/)
    expect(tokenProblem(token)).toBeUndefined()
  }
})

test('the hash says nothing of the token and is always the same', () => {
  const { hash, lookup } = hashToken('wp_example')
  expect(hashToken('wp_example')).toEqual({ hash, lookup })
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(hash.startsWith(lookup)).toBe(true)
  expect(isSameHash(hash, hash)).toBe(true)
  expect(isSameHash(hash, hashToken('wp_exampl3').hash)).toBe(false)
  expect(isSameHash(hash, lookup)).toBe(false)
})

test.each([
  ['short', 'at least'],
  ['x'.repeat(513), 'at most'],
  [`${'x'.repeat(40)}@host`, 'only'],
  [`${'x'.repeat(40)},y`, 'only'],
  [`${'x'.repeat(40)}:y`, 'only'],
  [`${'x'.repeat(40)} y`, 'only'],
  [`${'x'.repeat(40)}ü`, 'only'],
])('%s cannot be a token', (token, problem) => {
  expect(tokenProblem(token)).toContain(problem)
  expect(tokenProblem(token)).not.toContain(token)
})
