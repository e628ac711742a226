import type { DiagnosticCode } from '../diagnostic/catalogue.ts'
import type { DiagnosticExtra, Diagnostics } from '../diagnostic/diagnostics.ts'
import { type LinkSymbol, nameRange, nounOf, SymbolKind } from './link-symbol.ts'
import type { Import, LinkedFile } from './linked-file.ts'
import type { SymbolTable } from './symbol-table.ts'

/** What a name is looked up for. */
export interface NameQuery {
  /** As written, with or without a leading dot. */
  readonly name: string
  /** The full name of the enclosing message, service or package; "" at the root. */
  readonly scope: string
  /** Where the name stands. */
  readonly start: number
  readonly end: number
  readonly accepts: (kind: SymbolKind) => boolean
  /** What is wanted, with its article: `a message or an enum`. */
  readonly wanted: string
  /** Whether an inner symbol of another kind hides an outer one (extendees, methods, options) or not (field types). */
  readonly skipsOtherKinds: boolean
  /** Whether `import option` is enough. */
  readonly isInOption: boolean
  /** Shared by many queries of one file: for field types, and for any dotted names. */
  readonly scopes?: TypeScopes | undefined
}

/**
 * What makes many look-ups of types in one file cheap: messages without types of their own are passed over, and what
 * the packages around the file hold is looked up once for each name.
 */
export class TypeScopes {
  readonly packageName: string
  readonly #messages: ReadonlySet<string>
  readonly #found = new Map<string, Search>()

  constructor({ unlinked }: LinkedFile) {
    this.packageName = unlinked.proto.package
    this.#messages = new Set([...unlinked.messages, ...unlinked.enums].map(({ scope }) => scope))
  }

  /** Whether there can be a type right in this scope. */
  mayHold(scope: string): boolean {
    return this.#messages.has(scope)
  }

  /** The answer for a name from the packages outwards; asked for on the first time. */
  fromPackages(name: string, search: () => Search): Search {
    let found = this.#found.get(name)
    if (found === undefined) {
      found = search()
      this.#found.set(name, found)
    }
    return found
  }
}

/** The outcome of a search, with what is needed to explain a failure. */
interface Search {
  readonly symbol: LinkSymbol | undefined
  /** Where the first component was found although the rest was not there: the full name that was then expected. */
  readonly expected: string | undefined
  /** Whether no scope further out can change the outcome. */
  readonly isDecided?: boolean
}

/**
 * Resolves a name as protoc does: from the innermost scope outwards, and the first component of a dotted name decides:
 * once it names a package or a message, the rest must be in there. A name with a leading dot is a full name.
 *
 * Reports `unresolved-name`, `wrong-kind-of-name`, `name-not-visible` or `import-for-options-only`, and returns
 * undefined then. Marks the import that the symbol came through as used.
 * Source: Protobuf language specification, "Reference resolution"; protoc, DescriptorBuilder::LookupSymbol.
 */
export function resolveName(
  file: LinkedFile,
  table: SymbolTable,
  query: NameQuery,
  diagnostics: Diagnostics,
): LinkSymbol | undefined {
  const search = findSymbol(file, table, query)
  const { symbol } = search
  if (symbol === undefined) {
    reportMissing(file, query, search, diagnostics)
    return undefined
  }
  markUsed(file, symbol.file)
  if (!query.accepts(symbol.kind)) {
    const message = `\`${query.name}\` is ${nounOf(symbol.kind)}, but ${query.wanted} must stand here.`
    report('wrong-kind-of-name', file, query, message, diagnostics, { notes: declaredAt(symbol) })
    return undefined
  }
  return isUsable(file, symbol, query, diagnostics) ? symbol : undefined
}

/** Like `resolveName`, but silent: for early looks at options and for guesses. */
export function findName(file: LinkedFile, table: SymbolTable, query: NameQuery): LinkSymbol | undefined {
  const { symbol } = findSymbol(file, table, query)
  if (symbol === undefined || !query.accepts(symbol.kind)) return undefined
  markUsed(file, symbol.file)
  return symbol
}

function findSymbol(file: LinkedFile, table: SymbolTable, query: NameQuery): Search {
  const { name, scopes, scope } = query
  if (name.startsWith('.')) return { symbol: table.findWithMembers(file, name.slice(1)), expected: undefined }
  if (scopes === undefined) return searchOutwards(file, table, query, scope, undefined)
  const inner = searchOutwards(file, table, query, scope, scopes)
  if (inner.isDecided) return inner
  const { packageName } = scopes
  const outer = scopes.fromPackages(name, () => searchOutwards(file, table, query, packageName, undefined))
  return outer.isDecided ? outer : { symbol: outer.symbol ?? inner.symbol, expected: undefined }
}

/** Looks from one scope outwards: to the root, or, with `scopes`, through the messages only. */
function searchOutwards(
  file: LinkedFile,
  table: SymbolTable,
  query: NameQuery,
  from: string,
  scopes: TypeScopes | undefined,
): Search {
  const { name } = query
  const dot = name.indexOf('.')
  // A dotted name starts with a package or a message, which no member is.
  const find = query.skipsOtherKinds || dot !== -1 ? table.find : table.findWithMembers
  const first = dot === -1 ? name : name.slice(0, dot)
  let last: LinkSymbol | undefined
  for (let scope = from; ; scope = parentScope(scope)) {
    if (scopes !== undefined && scope.length <= scopes.packageName.length) return { symbol: last, expected: undefined }
    if (scopes === undefined || scopes.mayHold(scope)) {
      const candidate = scope === '' ? first : `${scope}.${first}`
      const symbol = find.call(table, file, candidate)
      if (symbol !== undefined && dot === -1) {
        last = symbol
        if (isCandidate(file, symbol, query)) return { symbol, expected: undefined, isDecided: true }
      } else if (symbol !== undefined && decidesOnRest(file, symbol, scope)) {
        const expected = candidate + name.slice(dot)
        return { symbol: table.findWithMembers(file, expected), expected, isDecided: true }
      }
    }
    if (scope === '') return { symbol: last, expected: undefined }
  }
}

/**
 * Whether a first component that was found in a scope decides where the rest of a dotted name is. A local message of
 * another file does not, although it may hold exported types: only at the root is such a name taken as a full one.
 * Source: observed behaviour of `buf build` 1.75.
 */
function decidesOnRest(file: LinkedFile, symbol: LinkSymbol, scope: string): boolean {
  if (symbol.kind === SymbolKind.Package) return true
  return symbol.kind === SymbolKind.Message && (scope === '' || isExported(file, symbol))
}

function isCandidate(file: LinkedFile, symbol: LinkSymbol, query: NameQuery): boolean {
  return (!query.skipsOtherKinds || query.accepts(symbol.kind)) && isExported(file, symbol)
}

/** "a.b.c" -> "a.b" -> "a" -> "". */
export function parentScope(scope: string): string {
  const dot = scope.lastIndexOf('.')
  return dot === -1 ? '' : scope.slice(0, dot)
}

/** Whether another file's type lets itself be named here: edition 2024 has types that are local to their file. */
function isExported(file: LinkedFile, symbol: LinkSymbol): boolean {
  if (symbol.file === file) return true
  if (symbol.kind !== SymbolKind.Message && symbol.kind !== SymbolKind.Enum) return true
  return !symbol.file.localTypes.has(symbol.element)
}

function isUsable(file: LinkedFile, symbol: LinkSymbol, query: NameQuery, diagnostics: Diagnostics): boolean {
  if (symbol.file === file || symbol.kind === SymbolKind.Package) return true
  if (!query.isInOption && file.visible.isForOptionsOnly(symbol.file)) {
    const message = `\`${query.name}\` comes from \`${symbol.file.path}\`, which is imported for options only.`
    const hint = `Write \`import "${symbol.file.path}";\` instead of \`import option\`.`
    report('import-for-options-only', file, query, message, diagnostics, { notes: declaredAt(symbol), hint })
    return false
  }
  if (!isExported(file, symbol)) {
    const message = `\`${query.name}\` is local to \`${symbol.file.path}\` and cannot be used in other files.`
    const hint = `Mark \`${symbol.fullName}\` as \`export\` to share it.`
    report('name-not-visible', file, query, message, diagnostics, { notes: declaredAt(symbol), hint })
    return false
  }
  return true
}

function reportMissing(file: LinkedFile, query: NameQuery, search: Search, diagnostics: Diagnostics): void {
  const where = query.scope === '' ? 'this file and its imports' : `the scope of \`${query.scope}\``
  const message = `\`${query.name}\` is not declared in ${where}.`
  const hint =
    search.expected === undefined
      ? 'Declare it, correct its spelling, or import the file that declares it.'
      : `Its first component was found, so \`${search.expected}\` was expected; a leading dot makes a name absolute.`
  report('unresolved-name', file, query, message, diagnostics, { hint })
}

function report(
  code: DiagnosticCode,
  file: LinkedFile,
  query: NameQuery,
  message: string,
  diagnostics: Diagnostics,
  extra: DiagnosticExtra,
): void {
  diagnostics.report(code, 'error', file.source, query.start, query.end, message, extra)
}

/** A note that points to a symbol's declaration; none for a package. */
export function declaredAt(symbol: LinkSymbol, message = 'declared here'): DiagnosticExtra['notes'] & {} {
  const range = nameRange(symbol)
  if (range === undefined) return []
  const { source, path } = symbol.file
  return [{ file: path, span: source.span(range.start, range.end), message }]
}

/**
 * Beyond as many files, those that the first import shows are not gone through one by one: in a long chain of public
 * imports every file would have to go through all of it.
 */
const MAX_SEARCHED = 1000

/** Notes which import brought a file in: the direct one, or else the first that leads to it. */
export function markUsed(file: LinkedFile, used: LinkedFile): void {
  if (used === file) return
  const cause = file.imports.length === 1 ? file.imports[0] : findCause(file, used)
  if (cause !== undefined) cause.isUsed = true
}

function findCause(file: LinkedFile, used: LinkedFile): Import | undefined {
  file.causes ??= new Map(file.imports.map((direct) => [direct.file, direct]))
  const direct = file.causes.get(used)
  if (direct !== undefined) return direct
  const first = file.imports.find(({ isPublic }) => isPublic) ?? file.imports[0]
  const isLong = first !== undefined && first.file.exports.count > MAX_SEARCHED
  if (isLong && first.file.exports.has(used)) return first
  file.causes = findCauses(file.imports)
  return file.causes.get(used)
}

function findCauses(imports: readonly Import[]): ReadonlyMap<LinkedFile, Import> {
  const causes = new Map(imports.map((direct) => [direct.file, direct]))
  const seen = new Set<LinkedFile>()
  // Public imports first: the order in which they are searched decides which one gets the credit.
  const ordered = [...imports].sort((a, b) => Number(b.isPublic) - Number(a.isPublic))
  for (const cause of ordered) {
    const open = [cause.file]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      if (!causes.has(next)) causes.set(next, cause)
      for (const { file } of next.imports) open.push(file)
    }
  }
  return causes
}
