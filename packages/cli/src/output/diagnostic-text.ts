import type { Diagnostic, Span } from '@wireproof/compiler'
import { printable } from '../printable.ts'
import type { ShowPath } from './reported-finding.ts'

/**
 * `path:line:column: message`, and below it, indented, the second places and the hint of the diagnostic. A diagnostic
 * that is about a file as a whole has no line and column.
 */
export function formatDiagnostic(diagnostic: Diagnostic, show: ShowPath): string {
  const { file, span, message, notes, hint } = diagnostic
  const lines = [formatAt(file, span, message, show)]
  for (const note of notes) lines.push(`  ${formatAt(note.file, note.span, note.message, show)}`)
  if (hint !== undefined && hint !== '') lines.push(`  hint: ${printable(hint)}`)
  return `${lines.join('\n')}\n`
}

function formatAt(file: string, span: Span | undefined, message: string, show: ShowPath): string {
  const position = span === undefined ? '' : `:${span.start.line}:${span.start.column}`
  return `${printable(show(file))}${position}: ${printable(message)}`
}
