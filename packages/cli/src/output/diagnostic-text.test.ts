import { describe, expect, it } from 'vitest'
import { formatDiagnostic } from './diagnostic-text.ts'

describe('formatDiagnostic', () => {
  it('writes path:line:column: message, and below it second places and the hint', () => {
    const span = { start: { line: 2, column: 3 }, end: { line: 2, column: 4 } }
    const text = formatDiagnostic(
      {
        code: 'duplicate-field-number',
        severity: 'error',
        file: 'a.proto',
        span,
        message: 'twice',
        notes: [{ file: 'b.proto', span: undefined, message: 'first here' }],
        hint: 'take 2',
      },
      (path) => `proto/${path}`,
    )
    expect(text).toBe('proto/a.proto:2:3: twice\n  proto/b.proto: first here\n  hint: take 2\n')
  })
})
