import { expect, test } from 'vitest'
import { checkRandomPairs } from './testing/check-random-pairs.ts'

test('every loss of random payloads of nested schemas is proven', () => {
  const { payloads, losses } = checkRandomPairs({ seed: 4, schemas: 150, payloads: 20 })
  expect(payloads).toBeGreaterThan(3_000)
  expect(losses).toBeGreaterThan(1_000)
})
