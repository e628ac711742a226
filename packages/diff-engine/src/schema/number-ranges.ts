/** Numbers from `start` to `end`, both included. */
export interface NumberRange {
  readonly start: number
  readonly end: number
}

/** A set of numbers, as reserved and extension ranges declare it. */
export class NumberRanges {
  /** As declared. */
  readonly declared: readonly NumberRange[]
  readonly #max: number
  /** Sorted; neither overlapping nor adjacent. */
  readonly #merged: readonly NumberRange[]

  /** `max` is the largest number that can be declared; it is shown as `max`. */
  constructor(declared: readonly NumberRange[], max: number) {
    this.declared = declared
    this.#max = max
    this.#merged = merge(declared)
  }

  has(number: number): boolean {
    const range = this.#merged[this.#firstEndingAt(number)]
    return range !== undefined && range.start <= number
  }

  /** What of `wanted` is not in the set, in order. */
  missing(wanted: NumberRange): NumberRange[] {
    const missing: NumberRange[] = []
    let start = wanted.start
    for (let i = this.#firstEndingAt(start); start <= wanted.end; i++) {
      const known = this.#merged[i]
      if (known === undefined || known.start > wanted.end) {
        missing.push({ start, end: wanted.end })
        break
      }
      if (known.start > start) missing.push({ start, end: known.start - 1 })
      start = known.end + 1
    }
    return missing
  }

  /** `5`, `5 to 9` or `5 to max`, as a schema writes it. */
  describe({ start, end }: NumberRange): string {
    if (start === end) return String(start)
    return `${start} to ${end === this.#max ? 'max' : end}`
  }

  /** Index of the first range that ends at `number` or behind it. */
  #firstEndingAt(number: number): number {
    let low = 0
    let high = this.#merged.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#merged[middle]!.end < number) low = middle + 1
      else high = middle
    }
    return low
  }
}

function merge(ranges: readonly NumberRange[]): NumberRange[] {
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last.end + 1) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}
