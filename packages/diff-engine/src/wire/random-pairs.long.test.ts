import { expect, test } from 'vitest'
import { checkRandomPairs } from './testing/check-random-pairs.ts'

test.each([5, 77, 20_261])('every loss of 100,000 random payloads of nested schemas is proven (seed %d)', (seed) => {
  const { payloads, losses } = checkRandomPairs({ seed, schemas: 3_000, payloads: 20 })
  expect(payloads).toBeGreaterThan(100_000)
  expect(losses).toBeGreaterThan(30_000)
})
