import { expect, test } from 'vitest'
import { MAX_TEXT_CHARS } from '../limits.ts'
import { breakingChangeError, compileError } from './push-errors.ts'

const span = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } }
const finding = {
  rule: 'FIELD_SAME_TYPE',
  categories: ['FILE'] as const,
  message: 'changed',
  at: { path: 'a.proto', span },
  against: { path: 'old.proto', span: undefined },
  symbol: 'a.B.c',
  fingerprint: 'wp1:0',
  severity: 'error' as const,
  direction: 'both' as const,
  proofs: [],
  withoutProof: 'source-only' as const,
}
const refusedBy = (
  found: readonly (typeof finding | (Omit<typeof finding, 'at'> & { at: undefined }))[],
  total = found.length,
) =>
  breakingChangeError([
    { module: 'acme/a', label: 'main', againstCommitId: 'c', findings: { entries: found, total }, dependants: [] },
  ])

test('a line for each finding; the place of the head when nothing is left in the new files', () => {
  const { message, code } = refusedBy([finding, { ...finding, at: undefined }])
  expect(code).toBe('failed_precondition')
  expect(message.split('\n')).toEqual([
    'acme/a: 2 breaking changes against label "main" (commit c)',
    'a.proto:3:5: changed (FIELD_SAME_TYPE)',
    'old.proto:1:1: changed (FIELD_SAME_TYPE)',
    expect.stringContaining('Nothing was stored'),
  ])
})

test('what is left out is counted, whether it was cut here or before', () => {
  const lines = refusedBy(Array<typeof finding>(80).fill(finding), 18_903).message.split('\n')
  expect(lines.filter((line) => line.endsWith('(FIELD_SAME_TYPE)'))).toHaveLength(49)
  expect(lines).toContain('... and 18854 more')
})

test('texts are short and cannot steer a terminal', () => {
  const hostile = `\u001b[2Jname\n${'x'.repeat(1_000_000)}`
  const diagnostic = {
    code: 'x',
    severity: 'error',
    file: 'a.proto',
    span,
    message: hostile,
    notes: [],
    hint: hostile,
  } as const
  const { message, details } = compileError([{ module: 'acme/a', errors: { entries: [diagnostic], total: 1 } }])
  expect(message).not.toContain('\u001b')
  expect(message.split('\n')).toHaveLength(3)
  expect(JSON.stringify(details.map(({ value }) => value)).length).toBeLessThan(3 * MAX_TEXT_CHARS)
})
