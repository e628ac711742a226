import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EXPLANATIONS } from '../explanations/explanations.ts'
import { imageOf } from '../testing/image-of.ts'
import { proveImages } from '../wire/prove-schemas.ts'
import { schemaPair } from '../wire/testing/random-schema.ts'
import { classicLosses } from './testing/classic-losses.ts'
import { confirmLosses } from './testing/confirm-losses.ts'

/** Pairs of random schemas whose findings are confirmed; each takes a few milliseconds. */
const RANDOM_PAIRS = 15

test('the proofs of the examples of all rules are what real decoders see', async () => {
  let [proofs, confirmed] = [0, 0]
  for (const { versions } of EXPLANATIONS) {
    const [prev, next] = versions.slice(-2).map(imageOf)
    if (prev === undefined || next === undefined) throw new Error('an example has two versions')
    const losses = [
      ...classicLosses(prev, next, 'ignoreUnknown').flatMap((finding) => finding.losses),
      ...proveImages(prev, next, { formats: ['binary', 'json'], profile: 'ignoreUnknown' }).flatMap(
        (one) => one.losses,
      ),
    ]
    const count = await confirmLosses(prev, next, losses, 'ignoreUnknown')
    expect(count.unexplained).toEqual([])
    proofs += count.proofs
    confirmed += count.confirmed
  }
  expect(proofs).toBeGreaterThan(100)
  // The others are such that every decoder of this process is known to deviate from, message sets above all.
  expect(confirmed / proofs).toBeGreaterThan(0.8)
})

test('so are those of random schemas', async () => {
  await fc.assert(
    fc.asyncProperty(schemaPair, async (pair) => {
      const [prev, next] = [imageOf({ 'a.proto': pair.prev }), imageOf({ 'a.proto': pair.next })]
      const losses = classicLosses(prev, next, 'ignoreUnknown').flatMap((finding) => finding.losses)
      expect((await confirmLosses(prev, next, losses, 'ignoreUnknown')).unexplained).toEqual([])
    }),
    { seed: 20_261_128, numRuns: RANDOM_PAIRS },
  )
})
