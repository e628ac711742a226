import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { schemaPair } from '../wire/testing/random-schema.ts'
import { classicLosses } from './testing/classic-losses.ts'
import { confirmLosses } from './testing/confirm-losses.ts'

test('real decoders see what the proofs of classic findings on random schemas say', async () => {
  const total = { proofs: 0, confirmed: 0, deviating: 0 }
  await fc.assert(
    fc.asyncProperty(schemaPair, async (pair) => {
      const [prev, next] = [imageOf({ 'a.proto': pair.prev }), imageOf({ 'a.proto': pair.next })]
      const losses = classicLosses(prev, next, 'ignoreUnknown').flatMap((finding) => finding.losses)
      const count = await confirmLosses(prev, next, losses, 'ignoreUnknown')
      expect(count.unexplained).toEqual([])
      total.proofs += count.proofs
      total.confirmed += count.confirmed
      total.deviating += count.deviating
    }),
    { seed: 1128, numRuns: 500 },
  )
  console.log(JSON.stringify(total))
  expect(total.proofs).toBeGreaterThan(2000)
})
