import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { buildSessionsPage, findTests, readRequirements } from '../../scripts/sessions-page.mjs'

const requirements: readonly { id: string; level: string; missing?: string }[] = readRequirements()
const tests: ReadonlyMap<string, readonly unknown[]> = findTests()

describe('what is asked of sessions', () => {
  test('is listed from S01 to S70, each once', () => {
    expect(requirements.map(({ id }) => id)).toEqual(
      Array.from({ length: 70 }, (_, n) => `S${String(n + 1).padStart(2, '0')}`),
    )
  })

  test('is shown by at least one test, where it holds', () => {
    const holding = requirements.filter(({ missing }) => missing === undefined)
    expect(holding.filter(({ id }) => !tests.has(id)).map(({ id }) => id)).toEqual([])
  })

  test('holds on the levels A and B, or says why not', () => {
    expect(requirements.filter(({ missing }) => missing === '').map(({ id }) => id)).toEqual([])
  })

  test('is named rightly: no test shows what is not asked', () => {
    const asked = new Set(requirements.map(({ id }) => id))
    expect([...tests.keys()].filter((id) => !asked.has(id))).toEqual([])
  })

  test('stands on docs/reference/sessions.md as the tests are named; if not: node scripts/sessions-page.mjs', () => {
    const page = readFileSync(new URL('../../docs/reference/sessions.md', import.meta.url), 'utf8')
    expect(page).toBe(buildSessionsPage(requirements, tests))
  })
})
