import type { Import, LinkedFile } from './linked-file.ts'

/**
 * As many visible files are listed for each file of a compilation; beyond that, questions are answered by a search.
 * More than nearly all files see, and few enough to be no burden when every file of a tree sees as many.
 */
const MAX_LISTED = 100
/** A file with very many imports may list as many times more. */
const LISTED_PER_IMPORT = 4

/** The files whose names can be used in a file: itself, what it imports, and what those import publicly in turn. */
export class VisibleFiles {
  /** By file: whether only options may use it. All that are visible, or those that are imported directly. */
  readonly #listed = new Map<LinkedFile, boolean>()
  readonly #packages: Set<string>
  /** What is imported, has public imports of its own, and is too much to list; undefined when all is listed. */
  readonly #unlisted: readonly LinkedFile[] | undefined
  readonly #searchedPackages = new Map<string, boolean>()

  /** Without a file, nothing is visible. */
  constructor(file: LinkedFile | undefined, imports: readonly Import[]) {
    if (file !== undefined) this.#listed.set(file, false)
    let count = 0
    for (const { file: imported } of imports) count += imported.exports.count
    const isListed = count <= Math.max(MAX_LISTED, LISTED_PER_IMPORT * imports.length)
    const deep = imports.filter(({ file: imported }) => imported.exports.count > 1)
    for (const { file: imported, isOption } of imports) this.#listed.set(imported, isOption)
    const earlier: LinkedFile[] = []
    for (const { file: imported, isOption } of imports) {
      if (isListed) this.#list(imported)
      else if (isOption && showsAny(imported, (shown) => this.#listed.has(shown) || isShownBy(earlier, shown))) {
        this.#listed.set(imported, false)
      }
      earlier.push(imported)
    }
    this.#packages = packagesOf(this.#listed.keys())
    this.#unlisted = isListed ? undefined : deep.map(({ file: imported }) => imported)
  }

  has(target: LinkedFile): boolean {
    return this.#listed.has(target) || this.#findsUnlisted(target)
  }

  /**
   * Whether an `import option` brings the file in, so that it is for options only. Being shown by another import as well
   * does not help; but a file is for everything once it shows a file that is imported by other ways too, and so is what
   * it shows.
   * Source: observed behaviour of `buf build` 1.75.
   */
  isForOptionsOnly(target: LinkedFile): boolean {
    return this.#listed.get(target) === true
  }

  /** Whether any of the files is in a package, or in one within it. `filesOf` gives all files that are, visible or not. */
  hasPackage(name: string, filesOf: () => Iterable<LinkedFile>): boolean {
    if (this.#packages.has(name)) return true
    if (this.#unlisted === undefined) return false
    let found = this.#searchedPackages.get(name)
    if (found === undefined) {
      found = this.#hasAny(filesOf())
      this.#searchedPackages.set(name, found)
    }
    return found
  }

  #hasAny(files: Iterable<LinkedFile>): boolean {
    for (const file of files) if (this.has(file)) return true
    return false
  }

  /** All packages that any of the files is in, and those around them; undefined when that is too much to list. */
  listedPackages(): ReadonlySet<string> | undefined {
    return this.#unlisted === undefined ? this.#packages : undefined
  }

  /** Through another import than that of the file itself. */
  #findsUnlisted(target: LinkedFile): boolean {
    if (this.#unlisted === undefined) return false
    return isShownBy(this.#unlisted, target)
  }

  #list(imported: LinkedFile): void {
    for (const shown of imported.exports) {
      if (shown === imported) continue
      if (this.#listed.has(shown)) this.#listed.set(imported, false)
      else this.#listed.set(shown, false)
    }
  }
}

function isShownBy(files: readonly LinkedFile[], target: LinkedFile): boolean {
  return files.some((file) => file !== target && file.exports.has(target))
}

/** Whether a condition holds for any of the first files that a file shows besides itself. */
function showsAny(file: LinkedFile, condition: (shown: LinkedFile) => boolean): boolean {
  let left = 10 * MAX_LISTED
  for (const shown of file.exports) {
    if (left-- === 0) return false
    if (shown !== file && condition(shown)) return true
  }
  return false
}

/** For a file that is not linked yet. */
export const NOTHING_VISIBLE = new VisibleFiles(undefined, [])

/** The packages of files, and all packages around those. */
function packagesOf(files: Iterable<LinkedFile>): Set<string> {
  const packages = new Set<string>()
  for (const { unlinked } of files) {
    for (const name of packagesAround(unlinked.proto.package)) {
      if (packages.has(name)) break
      packages.add(name)
    }
  }
  return packages
}

/** "a.b.c" -> "a.b.c", "a.b", "a"; nothing for no package. */
export function* packagesAround(name: string): Generator<string> {
  for (let at = name; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) yield at
}
