import { expect, test } from 'vitest'
import { runCatalogue } from './testing/catalogue-run.ts'

test('the whole catalogue of shapes: sound, precise, and no deviation that is not known', {
  timeout: 1_800_000,
}, () => {
  const run = runCatalogue(1)
  console.log({
    ...run,
    unsound: run.unsound.length,
    imprecise: run.imprecise.length,
    unexplained: run.unexplained.length,
  })
  expect(run.unsound).toEqual([])
  expect(run.imprecise).toEqual([])
  expect(run.unexplained).toEqual([])
})
