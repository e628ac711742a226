import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildDiagnosticsPage } from '../../../../scripts/generate-diagnostics-page.mjs'
import { CATALOGUE } from './catalogue.ts'

test('docs/reference/diagnostics.md is fresh; if not: build, then node scripts/generate-diagnostics-page.mjs', () => {
  const page = readFileSync(new URL('../../../../docs/reference/diagnostics.md', import.meta.url), 'utf8')
  expect(page).toBe(buildDiagnosticsPage(CATALOGUE))
})
