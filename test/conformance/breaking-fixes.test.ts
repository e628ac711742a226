import { defaultPolicy } from '@wireproof/diff-engine'
import { EXPLANATIONS, KNOWN_RULES } from '@wireproof/diff-engine/explanations'
import { describe, expect, test } from 'vitest'
import { BreakingBatch, type BreakingCase, everythingOf } from './breaking-against-buf.ts'
import { fixCase } from './breaking-fixes.ts'
import { randomCases } from './breaking-random-case.ts'

const FIRST_SEED = 700_000
const CASES = 10

const OF_BUF = new Set(KNOWN_RULES.filter(({ kind }) => kind === 'buf').map(({ id }) => id))

/** The examples of the rules, each in a package and a folder of its own. */
const EXAMPLES = EXPLANATIONS.filter(({ rule }) => OF_BUF.has(rule)).map(({ rule, versions }): BreakingCase => {
  const name = rule.toLowerCase()
  const rename = (text: string) => text.replace(/\bacme\b(?=[./])/g, name)
  const sides = versions.map((files) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [rename(path), rename(text)])),
  )
  return { name, prev: sides[0]!, next: sides[1]! }
})

describe('what --fix makes', () => {
  test('of the example of each rule builds with buf, and buf finds that rule kept', () => {
    const fixed = EXAMPLES.map((one) => {
      const result = fixCase(one, { ...defaultPolicy('v2'), use: [one.name.toUpperCase()] })
      expect([one.name, result?.before.length, result?.remaining]).toEqual([one.name, 1, []])
      return result!.fixed
    })
    const batch = new BreakingBatch(fixed)
    try {
      expect(batch.cases.map(({ name }) => name)).toEqual(fixed.map(({ name }) => name))
      // What else the example breaks was not asked for.
      const broken = batch.compare(everythingOf('v2')).bufs.map((key) => key.split(' '))
      expect(broken.filter(([rule, path]) => path?.startsWith(`${rule?.toLowerCase()}/`) || path === '-')).toEqual([])
    } finally {
      batch.remove()
    }
  })

  test.each(['FILE', 'WIRE_JSON'])('of random edits builds with buf and is clean under %s, or is left', (category) => {
    const policy = { ...defaultPolicy('v2'), use: [category] }
    const results = randomCases(FIRST_SEED, CASES).flatMap((one) => fixCase(one, policy) ?? [])
    const batch = new BreakingBatch(results.map(({ fixed }) => fixed))
    try {
      expect(batch.cases.length).toBe(results.length)
      const { ours, bufs } = batch.compare(policy)
      expect(ours).toEqual(bufs)
      expect(bufs.length).toBeLessThanOrEqual(results.reduce((sum, { remaining }) => sum + remaining.length, 0))
      expect(results.filter(({ remaining }) => remaining.length === 0).length).toBeGreaterThan(CASES * 0.7)
    } finally {
      batch.remove()
    }
  })
})
