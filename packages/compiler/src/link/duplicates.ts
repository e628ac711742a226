import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { type LinkSymbol, nameRange, nounOf } from './link-symbol.ts'
import type { LinkedFile } from './linked-file.ts'
import { declaredAt } from './resolve-name.ts'
import type { SymbolTable } from './symbol-table.ts'

/**
 * Reports names that are declared more than once in the whole compilation: full names are global, even between files
 * that know nothing of each other. What is declared inside of a duplicate is not reported again.
 *
 * Reported at the first declaration, by path and position, as buf does.
 */
export function reportDuplicates(table: SymbolTable, roots: readonly LinkedFile[], diagnostics: Diagnostics): void {
  const isRoot = new Set(roots)
  for (const symbols of table.duplicates()) {
    const [first, ...others] = [...symbols].sort(byPlace)
    if (first === undefined || !symbols.some((symbol) => isRoot.has(symbol.file))) continue
    if (isInsideDuplicate(first, table)) continue
    reportDuplicate(first, others, diagnostics)
  }
}

/** Reports one name at its first declaration, with a note for each further one. */
export function reportDuplicate(first: LinkSymbol, others: readonly LinkSymbol[], diagnostics: Diagnostics): void {
  const range = nameRange(first)
  if (range === undefined) return
  const notes = others.flatMap((other) => declaredAt(other, `also declared here, as ${nounOf(other.kind)}`))
  const message = `\`${first.fullName}\` is declared more than once; first here, as ${nounOf(first.kind)}.`
  const extra = { notes, hint: 'Full names are global: rename all but one.' }
  diagnostics.report('duplicate-name', 'error', first.file.source, range.start, range.end, message, extra)
}

function isInsideDuplicate(symbol: LinkSymbol, table: SymbolTable): boolean {
  const parent = parentName(symbol)
  return parent !== undefined && table.findAll(parent).length > 1
}

/** The full name of the declaration that a symbol stands in; undefined at the top of the file. */
function parentName({ element }: LinkSymbol): string | undefined {
  return element !== undefined && 'parent' in element ? element.parent?.fullName : undefined
}

function byPlace(a: LinkSymbol, b: LinkSymbol): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1
  return (nameRange(a)?.start ?? 0) - (nameRange(b)?.start ?? 0)
}
