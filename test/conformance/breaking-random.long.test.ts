import { CATEGORIES, defaultPolicy, type Policy, RULES } from '@wireproof/diff-engine'
import { afterAll, describe, expect, test } from 'vitest'
import { everythingOf } from './breaking-against-buf.ts'
import { LargeBatch } from './breaking-large-batch.ts'
import { randomCases } from './breaking-random-case.ts'
import { randomPolicy } from './breaking-random-policy.ts'
import { Random } from './breaking-random-schema.ts'

const BATCHES = 128
/** buf takes more than twice the time for twice as many. */
const CASES_A_BATCH = 400
/** Of so many batches, buf compiles one itself. */
const FROM_SOURCES = 16
/** Some cases are not valid; without them there are as many left at least. */
const LEAST_PAIRS = 50_000
/** Far from the seeds of the short test. */
const FIRST_SEED = 100_000
/** Every rule is met often enough that a mistake in one of its branches would show. */
const LEAST_FINDINGS_A_RULE = 500

/** For configurations: each costs a run of buf over all cases. */
const FEW_CASES = 150
const RANDOM_POLICIES = 60

const ALL = everythingOf('v2')

const POLICIES: Readonly<Record<string, Policy>> = {
  'all of v1': everythingOf('v1'),
  'all of v1beta1': everythingOf('v1beta1'),
  'the default of v2': defaultPolicy('v2'),
  'the default of v1': defaultPolicy('v1'),
  ...Object.fromEntries(CATEGORIES.map((category) => [category, { ...defaultPolicy('v2'), use: [category] }])),
  ...Object.fromEntries(
    ['PACKAGE', 'WIRE_JSON', 'WIRE'].map((category) => [
      `${category} of v1beta1`,
      { ...defaultPolicy('v1beta1'), use: [category] },
    ]),
  ),
  'all but a category and a rule': { ...ALL, except: ['WIRE', 'FILE_NO_DELETE'] },
  'without imports': { ...ALL, excludeImports: true },
  'without unstable packages': { ...ALL, ignoreUnstablePackages: true },
}

describe('every way to choose rules and places: the findings of buf', () => {
  const batch = new LargeBatch(randomCases(FIRST_SEED - FEW_CASES, FEW_CASES), 'tar')
  afterAll(() => batch.remove())

  test.each(Object.entries(POLICIES))('%s', async (_, policy) => {
    const { ours, bufs } = await batch.compare(policy)
    expect(ours).toEqual(bufs)
    expect(bufs.length).toBeGreaterThan(0)
  })

  test('at random', async () => {
    const silent: number[] = []
    for (let seed = 0; seed < RANDOM_POLICIES; seed++) {
      const policy = randomPolicy(new Random(FIRST_SEED + seed), batch.cases)
      const { ours, bufs } = await batch.compare(policy)
      expect(ours, JSON.stringify(policy)).toEqual(bufs)
      if (bufs.length === 0) silent.push(seed)
    }
    expect(silent.length).toBeLessThan(RANDOM_POLICIES / 10)
  })
})

test('tens of thousands of random edits: the findings of buf, and each rule many times', async () => {
  const fired = new Map<string, number>(
    RULES.filter((rule) => rule.categories.v2 && !rule.isDeprecated).map(({ id }) => [id, 0]),
  )
  let pairs = 0
  for (let i = 0; i < BATCHES; i++) {
    const form = i % FROM_SOURCES === 0 ? 'tar' : 'binpb'
    const batch = new LargeBatch(randomCases(FIRST_SEED + i * CASES_A_BATCH, CASES_A_BATCH), form)
    try {
      expect(await batch.findTakenByBuf()).toEqual([])
      const { ours, bufs } = await batch.compare(ALL)
      expect(ours).toEqual(bufs)
      pairs += batch.cases.length
      for (const key of bufs) {
        const rule = key.split(' ')[0] ?? ''
        fired.set(rule, (fired.get(rule) ?? 0) + 1)
      }
    } finally {
      batch.remove()
    }
  }
  console.log(`${pairs} pairs`)
  console.table(Object.fromEntries(fired))
  expect(pairs).toBeGreaterThanOrEqual(LEAST_PAIRS)
  expect([...fired].filter(([, count]) => count < LEAST_FINDINGS_A_RULE)).toEqual([])
})
