import { wellKnownTypes } from './gen/well-known-types.ts'
import type { LinkedFile } from './link/linked-file.ts'
import { SymbolTable } from './link/symbol-table.ts'
import type { OptionMessages } from './options/interpret-options.ts'
import { OptionTypes } from './options/option-types.ts'
import type { Resolver } from './resolver.ts'

/**
 * What one compilation leaves for the next one: its linked files, under path, text and the identity of what they import.
 * A file is linked again when any of these has changed; so one changed file costs that file and those that depend on it.
 *
 * Holds what the last compilation has used, and nothing older. Make one with `createCompileCache` for each set of files
 * that is compiled again and again, and let no two compilations use it at once. Results are as without it.
 */
export class CompileCache {
  /** How many files the last compilation had to link, for those who want to see that the cache works. */
  linkedCount = 0
  #linkage = new Linkage()

  /** For the compiler only. */
  get linkage(): Linkage {
    return this.#linkage
  }

  /** The size of the texts of all files that it holds. What it holds of them takes about fifteen times as much memory. */
  get sourceSize(): number {
    let size = 0
    for (const { content } of this.#linkage.files.values()) size += content.length
    return size
  }

  /**
   * Forgets the files that `resolve` has another content for, or none: before a compilation of a different version, so
   * that memory does not hold both. Asks for each file once. Results are the same without this.
   */
  retain(resolve: Resolver): void {
    const { files, table } = this.#linkage
    const kept = new Map<string, CachedFile>()
    for (const [path, cached] of files) {
      const content = resolve(path) ?? wellKnownTypes.get(path)
      if (content !== undefined && isSameContent(content, cached.content)) kept.set(path, cached)
      else table.remove(cached.file)
    }
    if (kept.size === 0) this.clear()
    else this.#linkage.files = kept
  }

  /** Forgets everything. */
  clear(): void {
    this.#linkage = new Linkage()
  }
}

export function createCompileCache(): CompileCache {
  return new CompileCache()
}

/** A file as it was linked, and the content that it was made of. */
export interface CachedFile {
  readonly content: Uint8Array | string
  readonly file: LinkedFile
}

/** What all files of a compilation share. */
export class Linkage {
  readonly table = new SymbolTable()
  readonly types = new OptionTypes()
  /** By path. */
  files: ReadonlyMap<string, CachedFile> = new Map()
  /** The options that can be set, and the file that declares them; undefined until an option was set. */
  messages: OptionMessages | undefined
  descriptor: LinkedFile | undefined
}

/** Whether two contents are the same. They mostly are the same object, too. */
export function isSameContent(a: Uint8Array | string, b: Uint8Array | string): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string' || a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}
