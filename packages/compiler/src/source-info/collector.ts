import type { LocationList } from './location-list.ts'
import type { OptionPaths } from './option-paths.ts'

/** What the `collect-*` functions share: where locations go, and where options lie. */
export class Collector {
  readonly list: LocationList
  readonly #options: OptionPaths
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

  isMessageOption(index: number): boolean {
    return this.#options.messageOptions.has(index)
  }

  /** Runs `collect` with the start of option paths, which is `from`, replaced by `to`. */
  withRebasedOptions(from: readonly number[], to: readonly number[], collect: () => void): void {
    this.#rebase = { from, to }
    collect()
    this.#rebase = undefined
  }
}
