import { RULES } from '@wireproof/diff-engine'
import { afterAll, describe, expect, test } from 'vitest'
import { everythingOf } from './breaking-against-buf.ts'
import { LargeBatch } from './breaking-large-batch.ts'
import { randomCases } from './breaking-random-case.ts'
import { randomPolicy } from './breaking-random-policy.ts'
import { Random } from './breaking-random-schema.ts'

const CASES = 2000
/** On a machine that does nothing else it takes a third of what a test may; not so on one that does. */
const TIMEOUT_MS = 5 * 60_000
/** For configurations: each costs a run of buf over all cases. */
const FEW_CASES = 150
const POLICIES = 8

describe('random schemas and edits', () => {
  const batch = new LargeBatch(randomCases(0, CASES))
  afterAll(() => batch.remove())

  test('are nearly all valid, so that the rest of these tests means something, and for buf the same ones', async () => {
    expect(batch.cases.length).toBeGreaterThan(CASES * 0.95)
    expect(await batch.findTakenByBuf()).toEqual([])
  })

  test(
    'reach every rule, and each finding is one of buf in the same place',
    async () => {
      const { ours, bufs } = await batch.compare(everythingOf('v2'))
      expect(ours).toEqual(bufs)
      const fired = new Set(bufs.map((key) => key.split(' ')[0]))
      const silent = RULES.filter((rule) => rule.categories.v2 && !rule.isDeprecated && !fired.has(rule.id))
      expect(silent.map(({ id }) => id)).toEqual([])
    },
    TIMEOUT_MS,
  )
})

describe('random configurations', () => {
  const batch = new LargeBatch(randomCases(1_000_000, FEW_CASES))
  afterAll(() => batch.remove())

  test.each(Array.from({ length: POLICIES }, (_, seed) => seed))('%i: the findings of buf', async (seed) => {
    const policy = randomPolicy(new Random(seed), batch.cases)
    const { ours, bufs } = await batch.compare(policy)
    expect(ours, JSON.stringify(policy)).toEqual(bufs)
    expect(bufs.length).toBeGreaterThan(0)
  })
})
