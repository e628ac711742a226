import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildRulePages } from '../../../../scripts/rule-pages.mjs'
import { describeAbsence } from '../evidence/proof-absence.ts'
import { imageOf } from '../testing/image-of.ts'
import { EXPLANATIONS } from './explanations.ts'
import { judgeExample } from './judge-example.ts'
import { KNOWN_RULES } from './known-rules.ts'

test('docs/reference/rules/ is fresh; if not: build, then node scripts/rule-pages.mjs', () => {
  const folder = new URL('../../../../docs/reference/rules/', import.meta.url)
  const engine = { KNOWN_RULES, EXPLANATIONS, judgeExample }
  const wanted: ReadonlyMap<string, string> = buildRulePages(engine, describeAbsence, imageOf)
  expect(readdirSync(folder).sort()).toEqual([...wanted.keys()].sort())
  for (const [name, text] of wanted) expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text)
})
