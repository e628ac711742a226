import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { LIMITS } from '../abuse/limits.ts'
import { AUDIT_ACTIONS } from './audit-actions.ts'

const SOURCES = fileURLToPath(new URL('..', import.meta.url))

test('every action is recorded, and every limit counted, by a use case', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const where = files.filter((name) => !/^(audit[\\/]audit-actions|abuse[\\/]limits)\.ts$/.test(name))
  const text = where.map((name) => readFileSync(join(SOURCES, name), 'utf8')).join('\n')
  expect(Object.keys(AUDIT_ACTIONS).filter((action) => !text.includes(`'${action}'`))).toEqual([])
  expect(Object.keys(LIMITS).filter((name) => !text.includes(`LIMITS.${name}`))).toEqual([])
})
