import { expect, test } from 'vitest'
import { runExactly } from './exact-random.ts'

/** A few seconds. */
const PAIRS = 60

test('random pairs of all rules: each finding has a proof or says why not, and no two are the same', {
  timeout: 120_000,
}, () => {
  const { pairs, findings, proofs, flawed } = runExactly(2_000_000, PAIRS)
  expect(flawed).toEqual([])
  expect(pairs).toBeGreaterThan(PAIRS * 0.9)
  expect(proofs).toBeGreaterThan(findings / 2)
})
