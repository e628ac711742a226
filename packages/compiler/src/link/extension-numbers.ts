import type { FieldElement } from '../descriptor/unlinked-file.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { SymbolKind, type TypeSymbol } from './link-symbol.ts'
import type { LinkedFile } from './linked-file.ts'

/**
 * Reports extensions of one message that share a number, wherever they are declared: the numbers of a message are
 * global. Looks at the given files and what they import themselves, as buf does; reported at each one but the first.
 */
export function reportExtensionNumbers(roots: readonly LinkedFile[], diagnostics: Diagnostics): void {
  const seen = new Map<TypeSymbol['element'], Map<number, { file: LinkedFile; field: FieldElement }>>()
  for (const file of withImports(roots)) {
    for (const index of file.extensionIndexes) {
      const field = file.unlinked.fields[index]!
      const extendee = file.extendees[index]
      if (extendee?.kind !== SymbolKind.Message || field.node.number === undefined) continue
      const { number } = field.proto
      // A field of that number is reported with the extension's range.
      if (extendee.element.proto.field.some((own) => own.number === number)) continue
      let numbers = seen.get(extendee.element)
      if (numbers === undefined) {
        numbers = new Map()
        seen.set(extendee.element, numbers)
      }
      const first = numbers.get(number)
      if (first === undefined) numbers.set(number, { file, field })
      else reportTwice(file, field, first, diagnostics)
    }
  }
}

function withImports(roots: readonly LinkedFile[]): ReadonlySet<LinkedFile> {
  const files = new Set(roots)
  for (const { imports } of roots) for (const { file } of imports) files.add(file)
  return files
}

function reportTwice(
  file: LinkedFile,
  { proto, node }: FieldElement,
  first: { readonly file: LinkedFile; readonly field: FieldElement },
  diagnostics: Diagnostics,
): void {
  const at = node.number ?? node
  const other = first.field.node.number ?? first.field.node
  const notes = [{ file: first.file.path, span: first.file.source.span(other.start, other.end), message: 'used here' }]
  const message = `The number ${proto.number} of \`${proto.extendee.slice(1)}\` is \`${first.field.fullName}\` already.`
  const extra = { notes, hint: 'Take another number: those of a message are shared by all files.' }
  diagnostics.report('duplicate-extension-number', 'error', file.source, at.start, at.end, message, extra)
}
