import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildExactPage } from '../../../../scripts/wire-exact-page.mjs'
import { EXACT_RULES } from './exact-rules.ts'
import { judgeExamples } from './testing/exact-examples.ts'

test('every example is clean under the category of buf, and loses something', () => {
  const { binary, json } = judgeExamples()
  for (const { example, brokenRules, findings } of [...binary, ...json]) {
    expect([example.name, brokenRules]).toEqual([example.name, []])
    expect([example.name, findings.length > 0]).toEqual([example.name, true])
  }
})

test('docs/reference/wire-exact.md is fresh; if not: build, then node scripts/wire-exact-page.mjs', () => {
  const page = readFileSync(new URL('../../../../docs/reference/wire-exact.md', import.meta.url), 'utf8')
  expect(page).toBe(buildExactPage(EXACT_RULES, judgeExamples()))
})
