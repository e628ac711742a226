import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildRulesPage } from '../../../../scripts/generate-rules-page.mjs'
import { ALL_RULES } from './index.ts'

test('docs/reference/rules.md is fresh; if not: build, then node scripts/generate-rules-page.mjs', () => {
  const page = readFileSync(new URL('../../../../docs/reference/rules.md', import.meta.url), 'utf8')
  expect(page).toBe(buildRulesPage(ALL_RULES))
})
