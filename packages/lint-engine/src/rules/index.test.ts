import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { LINT_RULES, RULES_WITH_CHECKS } from './index.ts'

test('each id is there once', () => {
  const ids = LINT_RULES.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('each rule has a sentence that ends', () => {
  for (const { id, summary } of LINT_RULES) expect(summary, id).toMatch(/^[A-Z].*\.$/)
})

test('each file of rules has its test', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const files = readdirSync(folder)
  const rules = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const untested = rules.filter((file) => !files.includes(file.replace('.ts', '.test.ts')))
  expect(untested).toEqual(['at-package.ts', 'unchecked-rules.ts'])
  expect(RULES_WITH_CHECKS).toHaveLength(LINT_RULES.filter(({ status }) => status === 'checked').length)
})
