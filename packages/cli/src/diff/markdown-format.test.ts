import { expect, it } from 'vitest'
import { formatChangelog } from './markdown-format.ts'
import type { ReportedChange } from './reported-change.ts'

const place = { path: 'a_b.proto', start: { line: 3, column: 1 }, end: { line: 4, column: 2 } }

function change(parts: Partial<ReportedChange>): ReportedChange {
  const description = 'Message a.v1.M was added'
  const gone = { path: null, start: { line: null, column: null }, end: { line: null, column: null } }
  return {
    kind: 'added',
    element: 'message',
    symbol: 'a.v1.M',
    description,
    weight: 'minor',
    ...place,
    against: gone,
    ...parts,
  }
}

const minor = { step: 'minor', reasons: [] } as const

it('has a section for each kind of change, and none that is empty', () => {
  const changes = [
    change({}),
    change({ kind: 'deprecated', description: 'Field 1 "a" of a.v1.M: option deprecated was set to true' }),
    change({ description: 'Message a.v1.M: 3 became reserved', kind: 'changed', weight: 'patch' }),
  ]
  expect(formatChangelog({ verdict: minor, findings: [], changes })).toMatchInlineSnapshot(`
    "## Schema changes: minor

    Nothing breaks, 3 changes in all.

    ### Added

    - Message a.v1.M was added (\`a_b.proto:3\`)

    ### Deprecated

    - Field 1 "a" of a.v1.M: option deprecated was set to true (\`a_b.proto:3\`)

    ### Without effect on data or generated code

    - Message a.v1.M: 3 became reserved (\`a_b.proto:3\`)
    "
  `)
})

it('says so when nothing changed', () => {
  expect(formatChangelog({ verdict: { step: 'none', reasons: [] }, findings: [], changes: [] })).toBe(
    '## No schema changes\n',
  )
})

it('lets no text of a schema be markup, and folds what is long', () => {
  const description = 'option go_package was set to "_x_ *b* <i> [l](u) `c` @team #1 \u001b[1m"'
  const changes = Array.from({ length: 26 }, () => change({ description }))
  const text = formatChangelog({ verdict: minor, findings: [], changes })
  expect(text).toContain(
    'option go_package was set to "\\_x\\_ \\*b\\* \\<i\\> \\[l\\](u) \\`c\\` &#64;team \\#1 \\\\x1b\\[1m"',
  )
  expect(text).toContain('<details><summary>26 changes</summary>')
})
