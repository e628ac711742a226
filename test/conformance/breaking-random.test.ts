import { RULES } from '@wireproof/diff-engine'
import { afterAll, describe, expect, test } from 'vitest'
import { everythingOf } from './breaking-against-buf.ts'
import { LargeBatch } from './breaking-large-batch.ts'
import { randomCases } from './breaking-random-case.ts'
import { randomPolicy } from './breaking-random-policy.ts'
import { Random } from './breaking-random-schema.ts'

const CASES = 2100
/** buf takes more than twice the time for twice as many. */
const CASES_A_BATCH = 350
/** Some cases are not valid; without them there are as many left at least. */
const LEAST_PAIRS = 2000
/** For configurations: each costs a run of buf over all cases. */
const FEW_CASES = 100
const POLICIES = 8
/** On a machine that does nothing else it takes a third of what a test may; not so on one that does. */
const TIMEOUT_MS = 5 * 60_000

test(
  'random schemas and edits reach every rule, and each finding is one of buf in the same place',
  async () => {
    const fired = new Set<string | undefined>()
    let pairs = 0
    for (let first = 0; first < CASES; first += CASES_A_BATCH) {
      const batch = new LargeBatch(randomCases(first, CASES_A_BATCH))
      try {
        expect(await batch.findTakenByBuf()).toEqual([])
        const { ours, bufs } = await batch.compare(everythingOf('v2'))
        expect(ours).toEqual(bufs)
        pairs += batch.cases.length
        for (const key of bufs) fired.add(key.split(' ')[0])
      } finally {
        batch.remove()
      }
    }
    expect(pairs).toBeGreaterThanOrEqual(LEAST_PAIRS)
    const silent = RULES.filter((rule) => rule.categories.v2 && !rule.isDeprecated && !fired.has(rule.id))
    expect(silent.map(({ id }) => id)).toEqual([])
  },
  TIMEOUT_MS,
)

describe('random configurations', () => {
  const batch = new LargeBatch(randomCases(1_000_000, FEW_CASES), 'tar')
  afterAll(() => batch.remove())

  test.each(Array.from({ length: POLICIES }, (_, seed) => seed))('%i: the findings of buf', async (seed) => {
    const policy = randomPolicy(new Random(seed), batch.cases)
    const { ours, bufs } = await batch.compare(policy)
    expect(ours, JSON.stringify(policy)).toEqual(bufs)
    expect(bufs.length).toBeGreaterThan(0)
  })
})
