import { expect, test } from 'vitest'
import { createMutantPool } from './mutant-pool.ts'
import { compareMutants, unexplained } from './mutants.ts'

const COUNT = 20_000
/** Behind those of the short test. */
const FIRST = 1000
/** The share of mutants that both compilers say the same about, place included. */
const LEAST_AGREEMENT = 0.998

test(`${COUNT} mutants are accepted, or first refused where buf does it`, () => {
  const comparison = compareMutants(createMutantPool(), FIRST, COUNT)
  const { agreeing, accepted, crashes, differences } = comparison
  console.log({ mutants: COUNT, agreeing, accepted, crashes, differences: differences.length })
  expect(unexplained(comparison)).toEqual([])
  expect(agreeing / (COUNT - crashes)).toBeGreaterThan(LEAST_AGREEMENT)
})
