import { expect, test } from 'vitest'
import { passwordProblem } from './password-problem.ts'

const CONTEXT = { userName: 'margarethe', registryName: 'schemas.example.com' }

test.each([
  // One under and one at the least length; characters count, not bytes or code units.
  ['S47: 14 characters', 'gK3v9Qz7bT1xWm', 'at least 15'],
  ['S47: 15 characters', 'gK3v9Qz7bT1xWm2', undefined],
  ['S47: 14 characters of two code units each', '🦀🐙🦑🦐🦞🐚🐳🐬🐟🐠🐡🦈🦭🐊', 'at least 15'],
  ['S47: letters and spaces only', 'plum kettle orbit fern', undefined],
  ['S47: digits only', '804213975560127', undefined],
  ['S47: any script', 'вишня чайник орбита мох', undefined],
  ['S47: 64 characters', 'every marble counts when you walk the seven bridges of a city 42', undefined],
  [
    'S47: 1,024 bytes',
    Array.from({ length: 128 }, (_, n) => `w${(n * 7919) % 10_007}`.padEnd(8, 'x')).join(''),
    undefined,
  ],
  ['S47: 1,025 bytes', 'é'.repeat(512).concat('e'), 'at most 1024'],
  ['S47: half a character', 'plum kettle \ud800 orbit fern', 'Unicode'],
  ['S47: a leaked one of the length', '1qaz2wsx3edc4rfv', 'too easy'],
  ['S47: a leaked one, twice', 'passwordpassword', 'too easy'],
  ['S47: a leaked one with digits', 'password12345678', 'too easy'],
  ['S47: a leaked one in disguise', 'P@ssw0rdP@ssw0rd!', 'too easy'],
  ['S47: a row of keys', 'qwertyuiopasdfgh', 'too easy'],
  ['S47: one character', 'zzzzzzzzzzzzzzzzzzzz', 'too easy'],
  ['S47: a sequence', 'abcdefghijklmnop', 'too easy'],
  ['S47: the name of the account', 'margarethe12345', 'too easy'],
  ['S47: the name of the registry', 'schemas.example.com', 'too easy'],
  ['S47: the name of the product', 'wireproof2026wireproof', 'too easy'],
])('%s', (_, password, problem) => {
  const found = passwordProblem(password, CONTEXT)
  if (problem === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(problem)
  expect(found ?? '').not.toContain(password)
})

test('S47: what is judged takes a bounded time', () => {
  const startMs = performance.now()
  passwordProblem('p@ss'.repeat(250), CONTEXT)
  expect(performance.now() - startMs).toBeLessThan(2_000)
})
