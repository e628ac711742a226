import { expect, test } from 'vitest'
import { createMutantPool } from './mutant-pool.ts'
import { askBuf, compareMutants, createMutants, unexplained } from './mutants.ts'

const COUNT = 600
/** Each costs a run of buf. */
const ALONE = 12

const pool = createMutantPool()

test('there is something of every sort to mutate', () => {
  expect(pool.groups.map((texts) => texts.length).filter((length) => length < 2)).toEqual([])
})

test(`${COUNT} mutants are accepted, or first refused where buf does it`, () => {
  const comparison = compareMutants(pool, 0, COUNT)
  expect(unexplained(comparison)).toEqual([])
  // Mutants that are nearly all fine, or that buf cannot take, would prove little.
  expect(comparison.accepted).toBeGreaterThan(0)
  expect(comparison.accepted).toBeLessThan(COUNT / 2)
  expect(comparison.crashes).toBeLessThan(COUNT / 100)
})

test('buf says of a mutant alone what it says of it among others', () => {
  const mutants = createMutants(pool, 0, ALONE)
  const alone = mutants.flatMap((mutant) => askBuf([mutant], pool.imports))
  expect(alone).toEqual(askBuf(mutants, pool.imports))
})
