import type { Diagnostic } from './diagnostic/diagnostic.ts'

/** By file, then by position, as a person reads them; equal ones keep the order in which they were found. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1
    const left = a.span?.start
    const right = b.span?.start
    if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined)
    return left.line - right.line || left.column - right.column
  })
}
