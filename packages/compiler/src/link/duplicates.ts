import type { FieldElement } from '../descriptor/unlinked-file.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { Kind } from '../syntax/ast.ts'
import { createSymbol, type LinkSymbol, nameRange, nounOf, SymbolKind } from './link-symbol.ts'
import type { LinkedFile } from './linked-file.ts'
import { declaredAt } from './resolve-name.ts'
import type { SymbolTable } from './symbol-table.ts'

/**
 * Reports names that are declared more than once in the whole compilation: full names are global, even between files
 * that know nothing of each other. What is declared inside of a duplicate is not reported again. Of names that only
 * imported files declare, those are reported that one of `roots` itself imports twice.
 *
 * Reported at the first declaration, by path and position. Source: observed behaviour of buf 1.75.
 */
export function reportDuplicates(table: SymbolTable, roots: readonly LinkedFile[], diagnostics: Diagnostics): void {
  const isRoot = new Set(roots)
  const importers = lazily(() => importersOf(roots))
  for (const symbols of table.duplicates()) {
    const [first, ...others] = [...symbols].sort(byKindAndPlace)
    if (first === undefined) continue
    if (!symbols.some((symbol) => isRoot.has(symbol.file)) && !haveCommonImporter(symbols, importers())) continue
    if (isInsideDuplicate(first, table)) continue
    reportDuplicate(first, others, diagnostics)
  }
}

type Importers = ReadonlyMap<LinkedFile, readonly LinkedFile[]>

/** By file: those of `roots` that import it themselves. */
function importersOf(roots: readonly LinkedFile[]): Importers {
  const importers = new Map<LinkedFile, LinkedFile[]>()
  for (const root of roots) {
    for (const { file } of root.imports) {
      const known = importers.get(file)
      if (known === undefined) importers.set(file, [root])
      else known.push(root)
    }
  }
  return importers
}

function haveCommonImporter(symbols: readonly LinkSymbol[], importers: Importers): boolean {
  const seen = new Set<LinkedFile>()
  for (const file of new Set(symbols.map((symbol) => symbol.file))) {
    for (const importer of new Set(importers.get(file))) {
      if (seen.has(importer)) return true
      seen.add(importer)
    }
  }
  return false
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** More places than a person compares, and few enough that thousands of one name stay one readable diagnostic. */
const MAX_NOTES = 10

/** Reports one name at its first declaration, with a note for each further one. */
export function reportDuplicate(first: LinkSymbol, others: readonly LinkSymbol[], diagnostics: Diagnostics): void {
  const range = nameRange(first)
  if (range === undefined) return
  const notes = others
    .slice(0, MAX_NOTES)
    .flatMap((other) => declaredAt(other, `also declared here, as ${nounOf(other.kind)}`))
  const message = `\`${first.fullName}\` is declared more than once; first here, as ${nounOf(first.kind)}.`
  const extra = { notes, hint: 'Full names are global: rename all but one.' }
  diagnostics.report('duplicate-name', 'error', first.file.source, range.start, range.end, message, extra)
}

/**
 * Reports names within one file that the table does not hold, those of fields, oneofs and methods, and that others have
 * too. Map entries and groups make names of their own, so the fields in map entries are left out.
 */
export function reportDuplicateMembers(file: LinkedFile, table: SymbolTable, diagnostics: Diagnostics): void {
  if (!hasCollision(file)) return
  const seen = new Map<string, LinkSymbol>()
  const collisions = new Map<string, LinkSymbol[]>()
  const add = (symbol: LinkSymbol): void => {
    const { fullName } = symbol
    const first = seen.get(fullName)
    if (first === undefined) seen.set(fullName, symbol)
    const others = collisions.get(fullName)
    if (others !== undefined) others.push(symbol)
    else if (first !== undefined) collisions.set(fullName, [first, symbol])
    else if (table.has(fullName)) {
      const declared = table.findAll(fullName).filter((other) => other.file === file)
      if (declared.length > 0) collisions.set(fullName, [...declared, symbol])
    }
  }
  const { fields, oneofs, methods } = file.unlinked
  for (const element of fields) {
    if (element.extend !== undefined || isEntryField(element)) continue
    add(createSymbol(SymbolKind.Field, element.fullName, file, element))
  }
  for (const element of oneofs) {
    if (element.node !== undefined) add(createSymbol(SymbolKind.Oneof, element.fullName, file, element))
  }
  for (const element of methods) add(createSymbol(SymbolKind.Method, element.fullName, file, element))
  for (const symbols of collisions.values()) {
    const [first, ...others] = symbols.sort(byKindAndPlace)
    if (!isGroupWithItself(symbols)) reportDuplicate(first!, others, diagnostics)
  }
}

/** Whether any message or service of a file has two members of one name. Says nothing of which: that is rare. */
function hasCollision({ unlinked }: LinkedFile): boolean {
  for (const { proto } of unlinked.messages) {
    const { field, oneofDecl, nestedType, enumType, extension } = proto
    const names = new Set<string>()
    let count = 0
    for (const list of [field, oneofDecl, nestedType, enumType, extension]) {
      count += list.length
      for (const { name } of list) names.add(name)
    }
    for (const { value } of enumType) {
      count += value.length
      for (const { name } of value) names.add(name)
    }
    if (names.size < count) return true
  }
  return unlinked.services.some(({ proto }) => new Set(proto.method.map(({ name }) => name)).size < proto.method.length)
}

/**
 * Reports names that are a package and something else for a file that sees both; at the package statement.
 */
export function reportDuplicatePackages(file: LinkedFile, table: SymbolTable, diagnostics: Diagnostics): void {
  const clashes = table.clashes()
  if (clashes.size === 0) return
  for (const name of file.visible.listedPackages() ?? clashes) {
    if (!clashes.has(name)) continue
    const symbol = table.findAll(name).find((candidate) => file.visible.has(candidate.file))
    if (symbol === undefined) continue
    const holders = [...table.filesIn(name)].filter((candidate) => file.visible.has(candidate))
    const [holder] = holders.sort((a, b) => (a.path < b.path ? -1 : 1))
    const statement = holder?.unlinked.tree.package
    if (holder === undefined || statement === undefined) continue
    const notes = declaredAt(symbol, `also declared here, as ${nounOf(symbol.kind)}`)
    const message = `\`${name}\` is a package here, and something else in another place.`
    const extra = { notes, hint: 'Full names are global: rename one of them.' }
    diagnostics.report('duplicate-name', 'error', holder.source, statement.start, statement.end, message, extra)
  }
}

function isEntryField({ node, parent }: FieldElement): boolean {
  return node.kind === Kind.MapField && parent?.node === node
}

/** A group in lower case collides with its own message, and is reported for its name anyway. */
function isGroupWithItself(symbols: readonly LinkSymbol[]): boolean {
  const [first, second] = symbols
  return symbols.length === 2 && first?.element?.node === second?.element?.node
}

function isInsideDuplicate(symbol: LinkSymbol, table: SymbolTable): boolean {
  const parent = parentName(symbol)
  return parent !== undefined && table.findAll(parent).length > 1
}

/** The full name of the declaration that a symbol stands in; undefined at the top of the file. */
function parentName({ element }: LinkSymbol): string | undefined {
  return element !== undefined && 'parent' in element ? element.parent?.fullName : undefined
}

function byKindAndPlace(a: LinkSymbol, b: LinkSymbol): number {
  if (a.kind !== b.kind) return a.kind - b.kind
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1
  return (nameRange(a)?.start ?? 0) - (nameRange(b)?.start ?? 0)
}
