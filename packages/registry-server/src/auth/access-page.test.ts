import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildAccessPage } from '../../../../scripts/access-page.mjs'
import { ROUTES, RULES } from './access-table.ts'

test('docs/reference/access.md is fresh; if not: build, then node scripts/access-page.mjs', () => {
  const page = readFileSync(new URL('../../../../docs/reference/access.md', import.meta.url), 'utf8')
  expect(page).toBe(buildAccessPage(RULES, ROUTES))
})
