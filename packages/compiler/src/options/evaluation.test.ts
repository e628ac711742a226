import { expect, test } from 'vitest'
import { compileTexts } from '../testing/compile-text.ts'

test('a mismatch says what is wanted and what is given', () => {
  const { diagnostics } = compileTexts('message M { option deprecated = "true"; }')
  expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
    ['`deprecated` takes a value of type `bool`, but a string is given.', 'Write `true` or `false`.'],
  ])
})
