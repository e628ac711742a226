import { expect, test } from 'vitest'
import { runCatalogue } from './testing/catalogue-run.ts'

// Every 23rd of the ordered pairs: each shape is there; the whole is in the long suite.
test('every loss at a boundary is proven, every proof shows its loss, every deviation is known', () => {
  const run = runCatalogue(23)
  expect(run.unsound).toEqual([])
  expect(run.imprecise).toEqual([])
  expect(run.unexplained).toEqual([])
  expect(run.proofs).toBeGreaterThan(3_000)
  expect(run.confirmed).toBeGreaterThan(run.proofs * 0.85)
})
