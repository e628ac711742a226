import { expect, test } from 'vitest'
import { Source } from '../source/source.ts'
import { Diagnostics, MAX_DIAGNOSTICS } from './diagnostics.ts'

const source = new Source('a.proto', 'one\ntwo')

test('a report becomes a value with a span, notes and a hint', () => {
  const diagnostics = new Diagnostics()
  const note = { file: 'b.proto', span: undefined, message: 'here' }
  diagnostics.report('syntax-error', 'error', source, 4, 7, 'Wrong.', { notes: [note], hint: 'Right it.' })
  expect(diagnostics.list).toEqual([
    {
      code: 'syntax-error',
      severity: 'error',
      file: 'a.proto',
      span: { start: { line: 2, column: 1 }, end: { line: 2, column: 4 } },
      message: 'Wrong.',
      notes: [note],
      hint: 'Right it.',
    },
  ])
  expect(diagnostics.hasErrors).toBe(true)
})

test('only the first report of a severity at an offset is kept', () => {
  const diagnostics = new Diagnostics()
  diagnostics.report('empty-enum', 'warning', source, 0, 1, 'first warning')
  diagnostics.report('empty-oneof', 'error', source, 0, 1, 'first error')
  diagnostics.report('empty-range', 'error', source, 0, 3, 'echo')
  diagnostics.report('empty-extend', 'error', new Source('b.proto', 'x'), 0, 1, 'other file')
  expect(diagnostics.list.map(({ code }) => code)).toEqual(['empty-enum', 'empty-oneof', 'empty-extend'])
})

test('warnings are no errors', () => {
  const diagnostics = new Diagnostics()
  diagnostics.reportFile('empty-enum', 'warning', 'a.proto', 'hm')
  expect(diagnostics.hasErrors).toBe(false)
})

test('past the cap reports are counted and forgotten', () => {
  const diagnostics = new Diagnostics()
  for (let index = 0; index < MAX_DIAGNOSTICS + 5; index++)
    diagnostics.reportFile('empty-enum', 'error', 'a.proto', `${index}`)
  expect(diagnostics.list).toHaveLength(MAX_DIAGNOSTICS)
  expect(diagnostics.dropped).toBe(5)
})
