import type { Use } from './use.ts'
import { UseIndex } from './use-index.ts'

/** What a number or a key stood for when it was used last. */
export interface LastUse<V> {
  readonly version: V
  /** At least one; more for the aliases of an enum value. */
  readonly uses: readonly Use[]
}

/**
 * The last use of each number and each name over the versions of a schema. Versions are added one after the other, oldest
 * first, and need not be kept: memory grows with what was ever used, not with the number of versions.
 *
 * `V` is whatever the caller knows a version by.
 */
export class UseHistory<V> {
  readonly #numbers = new Map<string, Map<number, LastUse<V>>>()
  readonly #keys = new Map<string, Map<string, LastUse<V>>>()

  /**
   * Adds the next younger version. `uses` are all its uses, or, from an index of uses, those that this version was
   * the last one to have.
   */
  add(version: V, uses: Iterable<Use>): void {
    const { byNumber, byKey } = new UseIndex(uses)
    for (const [symbol, numbers] of byNumber) replace(this.#numbers, symbol, numbers, version)
    for (const [symbol, keys] of byKey) replace(this.#keys, symbol, keys, version)
  }

  lastOfNumber(symbol: string, number: number): LastUse<V> | undefined {
    return this.#numbers.get(symbol)?.get(number)
  }

  lastOfKey(symbol: string, key: string): LastUse<V> | undefined {
    return this.#keys.get(symbol)?.get(key)
  }
}

function replace<K, V>(
  history: Map<string, Map<K, LastUse<V>>>,
  symbol: string,
  current: ReadonlyMap<K, readonly Use[]>,
  version: V,
): void {
  let last = history.get(symbol)
  if (last === undefined) {
    last = new Map()
    history.set(symbol, last)
  }
  for (const [key, uses] of current) {
    // The rows of a version that changed nothing are dropped at once, so that each is in memory once.
    const before = last.get(key)?.uses
    last.set(key, { version, uses: before !== undefined && isSameUses(before, uses) ? before : uses })
  }
}

function isSameUses(a: readonly Use[], b: readonly Use[]): boolean {
  return a.length === b.length && a.every((use, i) => isSameUse(use, b[i]!))
}

function isSameUse(a: Use, b: Use): boolean {
  return a.number === b.number && a.name === b.name && a.jsonName === b.jsonName && a.type === b.type
}
