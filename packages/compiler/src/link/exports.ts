import type { LinkedFile } from './linked-file.ts'

/**
 * What a file shows to those that import it: itself, and what it imports publicly, in however many steps.
 *
 * The sets of a long chain of public imports would be, taken together, as large as the square of its length. So a file
 * keeps only how it differs from the first file that it imports publicly, its parent here; whether one file is an
 * ancestor of another is found by pointers that jump over more and more of the way.
 * Source of the pointers: Myers, "An applicative random-access stack", 1983.
 */
export class Exports {
  readonly #file: LinkedFile | undefined
  readonly #parent: Exports | undefined
  readonly #jump: Exports
  readonly #depth: number
  /** What is imported publicly and is not shown by the parent; undefined when there is no such thing, as mostly. */
  readonly #others: ReadonlySet<LinkedFile> | undefined
  /** The nearest of this one and its ancestors that has `others`. */
  readonly #nearest: Exports | undefined
  /** How many files there are, at most. */
  readonly count: number

  /** `publicImports` must have their own exports by now. Without a file there is nothing to show. */
  constructor(file: LinkedFile | undefined, publicImports: readonly LinkedFile[]) {
    this.#file = file
    this.#parent = Exports.#deepest(publicImports)
    this.#depth = this.#parent === undefined ? 0 : this.#parent.#depth + 1
    this.#jump = this.#parent === undefined ? this : this.#parent.#jumpOfChild()
    this.#others = othersOf(publicImports, this.#parent)
    this.#nearest = this.#others === undefined ? Exports.#nearestOf(this.#parent) : this
    this.count = 1 + (this.#parent?.count ?? 0) + (this.#others?.size ?? 0)
  }

  /** Whether an importer of the file sees `target`. */
  has(target: LinkedFile): boolean {
    const { exports } = target
    if (this.#ancestorAt(exports.#depth) === exports) return true
    for (let node = this.#nearest; node !== undefined; node = Exports.#nearestOf(node.#parent)) {
      if (node.#others?.has(target)) return true
    }
    return false
  }

  /** All files, each one once. */
  *[Symbol.iterator](): Generator<LinkedFile> {
    for (let node: Exports | undefined = this; node !== undefined; node = node.#parent) {
      if (node.#file !== undefined) yield node.#file
      if (node.#others !== undefined) yield* node.#others
    }
  }

  #ancestorAt(depth: number): Exports | undefined {
    let node: Exports | undefined = this
    while (node !== undefined && node.#depth > depth) node = node.#jump.#depth >= depth ? node.#jump : node.#parent
    return node
  }

  static #nearestOf(node: Exports | undefined): Exports | undefined {
    return node === undefined ? undefined : node.#nearest
  }

  static #deepest(files: readonly LinkedFile[]): Exports | undefined {
    let found: Exports | undefined
    for (const { exports } of files) if (found === undefined || exports.#depth > found.#depth) found = exports
    return found
  }

  /** As far as the last two jumps together when these are equally long, and else one step. */
  #jumpOfChild(): Exports {
    const jump = this.#jump
    return this.#depth - jump.#depth === jump.#depth - jump.#jump.#depth ? jump.#jump : this
  }
}

/** Of a file that is not linked yet. */
export const NOTHING_SHOWN = new Exports(undefined, [])

function othersOf(files: readonly LinkedFile[], parent: Exports | undefined): ReadonlySet<LinkedFile> | undefined {
  if (files.length < 2 || parent === undefined) return undefined
  const others = new Set<LinkedFile>()
  for (const file of files) {
    if (parent.has(file) || others.has(file)) continue
    for (const shown of file.exports) if (!parent.has(shown)) others.add(shown)
  }
  return others.size === 0 ? undefined : others
}
