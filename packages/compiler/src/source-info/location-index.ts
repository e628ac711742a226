import type { LocatedPath } from '../image.ts'
import type { Span } from '../source/span.ts'

/** A location without its comments. `span` is as SourceCodeInfo has it: three or four numbers from 0. */
export interface PlainLocation {
  readonly path: readonly number[]
  readonly span: readonly number[]
}

/** Locations that can be found by their paths. */
export class LocationIndex {
  readonly #locations: readonly PlainLocation[]
  readonly #firstByPath = new Map<string, PlainLocation>()

  constructor(locations: readonly PlainLocation[]) {
    this.#locations = locations
    for (const location of locations) {
      const key = location.path.join('.')
      if (!this.#firstByPath.has(key)) this.#firstByPath.set(key, location)
    }
  }

  /** The span of the first location with exactly this path; undefined when there is none. */
  locate(path: readonly number[]): Span | undefined {
    const location = this.#firstByPath.get(path.join('.'))
    return location === undefined ? undefined : toSpan(location.span)
  }

  /** All locations whose paths start with `prefix`, in their order. */
  under(prefix: readonly number[]): readonly LocatedPath[] {
    const under = this.#locations.filter(({ path }) => prefix.every((part, index) => path[index] === part))
    return under.map(({ path, span }) => ({ path, span: toSpan(span) }))
  }
}

/** From numbers that start at 0, and that leave out the last line when it is the first one. */
function toSpan(span: readonly number[]): Span {
  const [line = 0, column = 0, third = 0, fourth] = span
  const end = fourth === undefined ? { line: line + 1, column: third + 1 } : { line: third + 1, column: fourth + 1 }
  return { start: { line: line + 1, column: column + 1 }, end }
}
