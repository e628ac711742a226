import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildLintPage } from '../../../../scripts/generate-lint-page.mjs'
import { LINT_RULES } from './index.ts'

test('docs/reference/lint.md is fresh; if not: build, then node scripts/generate-lint-page.mjs', () => {
  const page = readFileSync(new URL('../../../../docs/reference/lint.md', import.meta.url), 'utf8')
  expect(page).toBe(buildLintPage(LINT_RULES))
})
