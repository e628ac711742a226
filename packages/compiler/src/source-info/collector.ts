import type { ImportNode } from '../syntax/ast.ts'
import type { LocationList } from './location-list.ts'
import type { OptionPaths } from './option-paths.ts'

/**
 * How many fields of a file are gone through again because a message is given in several pieces: pieces nest, and then
 * that number doubles with each level. No schema of people comes near it.
 */
export const MAX_REPEATS = 10_000

/** What the `collect-*` functions share: where locations go, and where options lie. */
export class Collector {
  readonly list: LocationList
  readonly #options: OptionPaths
  #repeats = 0
  /** Set while the options of a further range of an `extensions` statement are collected. */
  #rebase: { readonly from: readonly number[]; readonly to: readonly number[] } | undefined

  constructor(list: LocationList, options: OptionPaths) {
    this.list = list
    this.#options = options
  }

  optionPath(index: number): readonly number[] | undefined {
    const path = this.#options.optionPaths[index]
    if (path === undefined || this.#rebase === undefined) return path
    return [...this.#rebase.to, ...path.slice(this.#rebase.from.length)]
  }

  /** Whether an import statement, the how manieth of the file, is for options only. */
  isOptionImport({ modifier }: ImportNode, index: number): boolean {
    return modifier?.name === 'option' && !this.#options.plainImports.has(index)
  }

  /** The piece in whose place this field of an aggregate stands; undefined for all but further pieces. */
  firstPiece(index: number): number | undefined {
    return this.#options.firstPieces.get(index)
  }

  isMessageOption(index: number): boolean {
    return this.#options.messageOptions.has(index)
  }

  /** Whether one more field may be gone through again; counts it. */
  takeRepeat(): boolean {
    return ++this.#repeats <= MAX_REPEATS
  }

  /** Runs `collect` with the start of option paths, which is `from`, replaced by `to`. */
  withRebasedOptions(from: readonly number[], to: readonly number[], collect: () => void): void {
    this.#rebase = { from, to }
    collect()
    this.#rebase = undefined
  }
}
