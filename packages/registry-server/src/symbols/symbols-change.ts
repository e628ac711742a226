import type { HeadSymbolRows } from '../storage/symbol-store.ts'
import type { DeclaredSymbol, HeadSymbols, UsedSymbol } from './head-symbols.ts'
import { searchWord } from './search-word.ts'

/** The rows as the store takes them. */
export function toSymbolRows({ declared, used }: HeadSymbols): HeadSymbolRows {
  return { declared: join(declared.map(declaredRow)), used: join(used.map(usedRow)) }
}

/** The rows that one version has and the other has not: most of a module is the same in the next one. */
export function symbolsChange(
  prev: HeadSymbols,
  next: HeadSymbols,
): { readonly removed: HeadSymbolRows; readonly added: HeadSymbolRows } {
  const declared = changedRows(prev.declared.map(declaredRow), next.declared.map(declaredRow))
  const used = changedRows(prev.used.map(usedRow), next.used.map(usedRow))
  return {
    removed: { declared: declared.removed, used: used.removed },
    added: { declared: declared.added, used: used.added },
  }
}

function changedRows(prev: readonly string[], next: readonly string[]): { removed: string; added: string } {
  const [before, after] = [new Set(prev), new Set(next)]
  return {
    removed: join(prev.filter((row) => !after.has(row))),
    added: join(next.filter((row) => !before.has(row))),
  }
}

function join(rows: readonly string[]): string {
  return `[${rows.join()}]`
}

function declaredRow(symbol: DeclaredSymbol): string {
  const { kind, name, container, path } = symbol
  return JSON.stringify([kind, name, container, path, searchWord(symbol)])
}

function usedRow({ symbol, usedBy, isHeld, isForeign, path, line, column }: UsedSymbol): string {
  return JSON.stringify([symbol, usedBy, Number(isHeld), Number(isForeign), path, line, column])
}
