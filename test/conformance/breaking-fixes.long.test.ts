import { readFileSync } from 'node:fs'
import { defaultPolicy } from '@wireproof/diff-engine'
import { expect, test } from 'vitest'
import { BreakingBatch } from './breaking-against-buf.ts'
import { fixCase } from './breaking-fixes.ts'
import { randomCases } from './breaking-random-case.ts'

/** Far from the seeds of other tests. */
const FIRST_SEED = 800_000
/** Cases a category; all together they take less than a minute. */
const CASES = { FILE: 80, PACKAGE: 40, WIRE_JSON: 60, WIRE: 60 }
/** Of all findings this part is fixed at least. */
const LEAST_FIXED = 0.94

interface Unfixed {
  readonly rules: Readonly<Record<string, { readonly share: number; readonly reason: string }>>
}
const UNFIXED = JSON.parse(readFileSync(new URL('./breaking-fixes.unfixed.json', import.meta.url), 'utf8')) as Unfixed

test.each(Object.entries(CASES))(
  'random edits, fixed under %s: buf builds them and finds what we still find',
  (category, count) => {
    const policy = { ...defaultPolicy('v2'), use: [category] }
    const results = randomCases(FIRST_SEED, count).flatMap((one) => fixCase(one, policy) ?? [])
    const found = new Map<string, { found: number; left: number }>()
    for (const { before, remaining } of results) {
      for (const [key, findings] of [
        ['found', before],
        ['left', remaining],
      ] as const) {
        for (const { rule } of findings) {
          const row = found.get(rule) ?? { found: 0, left: 0 }
          row[key]++
          found.set(rule, row)
        }
      }
    }
    console.table(Object.fromEntries([...found].sort()))
    const total = [...found.values()].reduce((sum, row) => ({
      found: sum.found + row.found,
      left: sum.left + row.left,
    }))
    console.log(`${category}: ${total.found} findings, ${total.found - total.left} fixed`)
    expect((total.found - total.left) / total.found).toBeGreaterThan(LEAST_FIXED)
    const unexpected = [...found].filter(([rule, row]) => row.left > row.found * (UNFIXED.rules[rule]?.share ?? 0))
    expect(unexpected).toEqual([])

    const batch = new BreakingBatch(results.map(({ fixed }) => fixed))
    try {
      // What came out compiles with us by construction; here it is buf that says so.
      expect(batch.cases.length).toBe(results.length)
      const { ours, bufs } = batch.compare(policy)
      expect(ours).toEqual(bufs)
    } finally {
      batch.remove()
    }
  },
)
