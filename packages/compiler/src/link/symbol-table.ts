import { createSymbol, type LinkSymbol, SymbolKind } from './link-symbol.ts'
import type { LinkedFile } from './linked-file.ts'
import { packagesAround } from './visible-files.ts'

/**
 * All symbols of one compilation by full name, but for fields, oneofs and methods: those are looked up through what
 * holds them, because nearly no name refers to them and they are most of the names there are.
 *
 * One table serves all files, yet every look-up is made for a file and sees only what that file can see. So its
 * answers depend on the file and its imports alone, however many others are in the table.
 */
export class SymbolTable {
  readonly #symbols = new Map<string, LinkSymbol>()
  /** Names that more than one symbol has, with the last of them. */
  readonly #shared = new Map<string, LinkSymbol>()
  /** By package: the files that are in it or in one within it. */
  readonly #packages = new Map<string, Set<LinkedFile>>()
  /** Names that are or were both a package and something else. */
  readonly #clashes = new Set<string>()
  readonly #members = new WeakMap<object, Map<string, LinkSymbol>>()

  /** Takes out what a file declares. */
  remove(file: LinkedFile): void {
    const { messages, enums, enumValues, fields, services } = file.unlinked
    for (const elements of [messages, enums, enumValues, fields, services]) {
      for (const { fullName } of elements) this.#removeName(fullName, file)
    }
    for (const name of packagesAround(file.unlinked.proto.package)) this.#packages.get(name)?.delete(file)
  }

  /** Adds what a file declares. */
  add(file: LinkedFile): void {
    const { messages, enums, enumValues, fields, services } = file.unlinked
    for (const name of packagesAround(file.unlinked.proto.package)) this.#addPackage(name, file)
    for (const element of messages) this.#insert(createSymbol(SymbolKind.Message, element.fullName, file, element))
    for (const element of enums) this.#insert(createSymbol(SymbolKind.Enum, element.fullName, file, element))
    for (const element of enumValues) this.#insert(createSymbol(SymbolKind.EnumValue, element.fullName, file, element))
    for (const element of fields) {
      if (element.extend !== undefined) {
        this.#insert(createSymbol(SymbolKind.Extension, element.fullName, file, element))
      }
    }
    for (const element of services) this.#insert(createSymbol(SymbolKind.Service, element.fullName, file, element))
  }

  /** The symbol of this name that the file sees; the file's own one comes first. Packages come before all else. */
  find(file: LinkedFile, fullName: string): LinkSymbol | undefined {
    if (file.visible.hasPackage(fullName, () => this.filesIn(fullName)))
      return createSymbol(SymbolKind.Package, fullName, file, undefined)
    let found: LinkSymbol | undefined
    for (let symbol = this.#symbols.get(fullName); symbol !== undefined; symbol = symbol.next) {
      if (symbol.file === file) return symbol
      if (found === undefined && file.visible.has(symbol.file)) found = symbol
    }
    return found
  }

  /** Like `find`, and also finds fields, oneofs and methods. */
  findWithMembers(file: LinkedFile, fullName: string): LinkSymbol | undefined {
    const found = this.find(file, fullName)
    if (found !== undefined) return found
    const dot = fullName.lastIndexOf('.')
    if (dot === -1) return undefined
    const holder = this.find(file, fullName.slice(0, dot))
    if (holder?.kind !== SymbolKind.Message && holder?.kind !== SymbolKind.Service) return undefined
    return this.#membersOf(holder.file).get(fullName)
  }

  has(fullName: string): boolean {
    return this.#symbols.has(fullName)
  }

  /** All files in a package and those within it, whoever sees them. */
  filesIn(packageName: string): Iterable<LinkedFile> {
    return this.#packages.get(packageName) ?? []
  }

  /** All names that may be a package and something else, for files that see both. */
  clashes(): ReadonlySet<string> {
    return this.#clashes
  }

  /** All symbols of a name, whoever sees them. */
  findAll(fullName: string): readonly LinkSymbol[] {
    const all: LinkSymbol[] = []
    for (let symbol = this.#symbols.get(fullName); symbol !== undefined; symbol = symbol.next) all.push(symbol)
    return all
  }

  /** Every name that more than one symbol has. */
  *duplicates(): Generator<readonly LinkSymbol[]> {
    for (const fullName of this.#shared.keys()) yield this.findAll(fullName)
  }

  #addPackage(name: string, file: LinkedFile): void {
    const files = this.#packages.get(name)
    if (files !== undefined) files.add(file)
    else this.#packages.set(name, new Set([file]))
    if (this.#symbols.has(name)) this.#clashes.add(name)
  }

  #insert(symbol: LinkSymbol): void {
    if (this.#packages.has(symbol.fullName)) this.#clashes.add(symbol.fullName)
    const first = this.#symbols.get(symbol.fullName)
    if (first === undefined) {
      this.#symbols.set(symbol.fullName, symbol)
      return
    }
    const last = this.#shared.get(symbol.fullName) ?? first
    last.next = symbol
    this.#shared.set(symbol.fullName, symbol)
  }

  #removeName(fullName: string, file: LinkedFile): void {
    const all = this.findAll(fullName)
    const kept = all.filter((symbol) => symbol.file !== file)
    if (kept.length === all.length) return
    for (const [index, symbol] of kept.entries()) symbol.next = kept[index + 1]
    if (kept[0] === undefined) this.#symbols.delete(fullName)
    else this.#symbols.set(fullName, kept[0])
    if (kept.length < 2) this.#shared.delete(fullName)
    else this.#shared.set(fullName, kept.at(-1)!)
  }

  #membersOf(file: LinkedFile): Map<string, LinkSymbol> {
    let members = this.#members.get(file)
    if (members === undefined) {
      members = new Map()
      const { fields, oneofs, methods } = file.unlinked
      for (const element of fields) {
        if (element.extend === undefined) {
          members.set(element.fullName, createSymbol(SymbolKind.Field, element.fullName, file, element))
        }
      }
      for (const element of oneofs) {
        members.set(element.fullName, createSymbol(SymbolKind.Oneof, element.fullName, file, element))
      }
      for (const element of methods) {
        members.set(element.fullName, createSymbol(SymbolKind.Method, element.fullName, file, element))
      }
      this.#members.set(file, members)
    }
    return members
  }
}
