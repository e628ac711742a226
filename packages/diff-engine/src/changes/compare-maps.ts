/** What is done with the elements of two sides that are paired by key. */
export interface MapComparison<T> {
  readonly removed: (prev: T) => void
  readonly added: (next: T) => void
  readonly paired: (prev: T, next: T) => void
}

/** Pairs two maps by key: first what `prev` has, in its order, then what only `next` has. */
export function compareMaps<K, T>(prev: ReadonlyMap<K, T>, next: ReadonlyMap<K, T>, on: MapComparison<T>): void {
  for (const [key, a] of prev) {
    const b = next.get(key)
    if (b === undefined) on.removed(a)
    else on.paired(a, b)
  }
  for (const [key, b] of next) if (!prev.has(key)) on.added(b)
}
