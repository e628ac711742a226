import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Ranges of numbers: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { reserved 10 to 1; }', ['empty-range 1:22']],
  ['message M { reserved 1 to 10, 5; }', ['overlapping-ranges 1:31']],
  ['message M { extensions 5; reserved 1 to 10; }', ['overlapping-ranges 1:24']],
  ['message M { reserved 1, 3, 5 to 7, 2, 4; }', []],
  ['message M { reserved 1 to 100, 2, 50, 101; }', ['overlapping-ranges 1:32', 'overlapping-ranges 1:35']],
  ['message M { reserved 0; }', ['number-out-of-range 1:22']],
  ['message M { reserved 19000 to 19999; }', ['number-out-of-range 1:22', 'number-out-of-range 1:31']],
  ['message M { reserved 18000 to 21000; }', []],
  ['enum E { Z = 0; reserved -10 to -1, -5; }', ['overlapping-ranges 1:37']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
