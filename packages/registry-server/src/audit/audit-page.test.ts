import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildAuditPage } from '../../../../scripts/audit-page.mjs'
import { LIMITS } from '../abuse/limits.ts'
import { AUDIT_ACTIONS } from './audit-actions.ts'

test('docs/reference/audit-log.md is fresh; if not: build, then node scripts/audit-page.mjs', () => {
  const page = readFileSync(new URL('../../../../docs/reference/audit-log.md', import.meta.url), 'utf8')
  expect(page).toBe(buildAuditPage(AUDIT_ACTIONS, LIMITS))
})
