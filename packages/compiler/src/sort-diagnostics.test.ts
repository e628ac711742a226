import { expect, test } from 'vitest'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'

function diagnostic(file: string, line?: number, column = 1): Diagnostic {
  const place = line === undefined ? undefined : { line, column }
  const span = place === undefined ? undefined : { start: place, end: place }
  return { code: 'x', severity: 'error', file, span, message: '', notes: [], hint: undefined }
}

test('by file, then whole files, then by place', () => {
  const sorted = [
    diagnostic('a.proto'),
    diagnostic('a.proto', 1, 5),
    diagnostic('a.proto', 1, 10),
    diagnostic('a.proto', 2),
    diagnostic('b.proto', 1),
  ]
  expect(sortDiagnostics([...sorted].reverse())).toEqual(sorted)
})
