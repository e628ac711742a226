import { keysOf, type Use } from './use.ts'

/** The uses of one version, by number and by key. */
export class UseIndex {
  readonly #numbers = new Map<string, Map<number, Use[]>>()
  readonly #keys = new Map<string, Map<string, Use[]>>()

  constructor(uses: Iterable<Use>) {
    for (const use of uses) {
      add(this.#numbers, use.symbol, use.number, use)
      for (const key of keysOf(use)) add(this.#keys, use.symbol, key, use)
    }
  }

  /** By symbol, then by number; several uses of one number are aliases of an enum value. */
  get byNumber(): ReadonlyMap<string, ReadonlyMap<number, readonly Use[]>> {
    return this.#numbers
  }

  /** By symbol, then by each key that JSON readers take. */
  get byKey(): ReadonlyMap<string, ReadonlyMap<string, readonly Use[]>> {
    return this.#keys
  }
}

function add<K>(index: Map<string, Map<K, Use[]>>, symbol: string, key: K, use: Use): void {
  let uses = index.get(symbol)
  if (uses === undefined) {
    uses = new Map()
    index.set(symbol, uses)
  }
  const known = uses.get(key)
  if (known === undefined) uses.set(key, [use])
  else known.push(use)
}
