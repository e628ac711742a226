import { CATEGORIES, defaultPolicy, type Policy, RULES } from '@wireproof/diff-engine'
import { expect, test } from 'vitest'
import { BreakingBatch, everythingOf } from './breaking-against-buf.ts'
import { randomCases } from './breaking-random-case.ts'

const BATCHES = 10
const CASES_A_BATCH = 500
/** Far from the seeds of the short test. */
const FIRST_SEED = 100_000
/** Every rule is met often enough that a mistake in one of its branches would show. */
const LEAST_FINDINGS_A_RULE = 50

const ALL = everythingOf('v2')

const POLICIES: Readonly<Record<string, Policy>> = {
  'all of v1': everythingOf('v1'),
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

test('every way to choose rules and places: the same findings as buf', () => {
  const batch = new BreakingBatch(randomCases(FIRST_SEED - CASES_A_BATCH, CASES_A_BATCH))
  try {
    for (const [name, policy] of Object.entries(POLICIES)) {
      const { ours, bufs } = batch.compare(policy)
      expect(ours, name).toEqual(bufs)
      expect(bufs.length, name).toBeGreaterThan(0)
    }
  } finally {
    batch.remove()
  }
})

test('thousands of random edits: the same findings as buf, and each rule many times', () => {
  const fired = new Map<string, number>(
    RULES.filter((rule) => rule.categories.v2 && !rule.isDeprecated).map(({ id }) => [id, 0]),
  )
  for (let i = 0; i < BATCHES; i++) {
    const batch = new BreakingBatch(randomCases(FIRST_SEED + i * CASES_A_BATCH, CASES_A_BATCH))
    try {
      const { ours, bufs } = batch.compare(ALL)
      expect(ours).toEqual(bufs)
      for (const key of bufs) {
        const rule = key.split(' ')[0] ?? ''
        fired.set(rule, (fired.get(rule) ?? 0) + 1)
      }
    } finally {
      batch.remove()
    }
  }
  console.table(Object.fromEntries(fired))
  expect([...fired].filter(([, count]) => count < LEAST_FINDINGS_A_RULE)).toEqual([])
})
