import { expect, test } from 'vitest'
import { createMutantPool } from './mutant-pool.ts'
import { compareMutants } from './mutants.ts'

const COUNT = 600
/** The share of mutants that both compilers must say the same about, place included. */
const LEAST_AGREEMENT = 0.7

test(`${COUNT} mutants are refused, or not, where buf does it`, () => {
  const comparison = compareMutants(createMutantPool(), 0, COUNT)
  expect(comparison.agreeing / COUNT).toBeGreaterThan(LEAST_AGREEMENT)
})
