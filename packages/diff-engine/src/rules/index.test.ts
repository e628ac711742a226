import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import type { PolicyVersion } from '../policy.ts'
import { resolveRules } from '../resolve-rules.ts'
import { ALL_RULES, RULES_WITH_CHECKS } from './index.ts'

interface BufRule {
  id: string
  categories: string[]
  default: boolean
  deprecated: boolean
  replacements: string[]
}

/** `buf config ls-breaking-rules --version ... --include-deprecated --format json` of buf 1.75, without the prose. */
const BUF: Record<PolicyVersion, BufRule[]> = JSON.parse(
  readFileSync(new URL('../../testdata/buf-breaking-rules.json', import.meta.url), 'utf8'),
)

describe.each(Object.keys(BUF) as PolicyVersion[])('%s', (version) => {
  const rules = ALL_RULES.filter((rule) => rule.categories[version] !== undefined)

  test('has the rules that buf has, in the same categories', () => {
    const ours = rules.map(({ id, categories, isDeprecated, replacements }) => ({
      id,
      categories: [...(categories[version] ?? [])].sort(),
      deprecated: isDeprecated,
      replacements,
    }))
    expect(ours).toEqual(BUF[version].map(({ default: _, ...rule }) => rule))
  })

  test('has the same default rules', () => {
    const defaults = BUF[version].filter((rule) => rule.default).map(({ id }) => id)
    expect(resolveRules(defaultPolicy(version)).active.map(({ id }) => id)).toEqual(defaults)
  })
})

test('ids are there once and sorted, and every rule says what it promises', () => {
  const ids = ALL_RULES.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
  expect(ALL_RULES.length).toBe(69)
  for (const { summary } of ALL_RULES) expect(summary).toMatch(/^[A-Z].*\.$/)
  for (const rule of RULES_WITH_CHECKS) expect(rule.isDeprecated).toBe(false)
})
