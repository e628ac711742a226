import type { DeclaredSymbol } from './head-symbols.ts'

/**
 * The word by which a search finds what is declared: the last part of its name in small letters. By a file its package is
 * found; empty when it has none.
 */
export function searchWord({ kind, name, container }: DeclaredSymbol): string {
  return (kind === 'file' ? container : name.slice(name.lastIndexOf('.') + 1)).toLowerCase()
}
