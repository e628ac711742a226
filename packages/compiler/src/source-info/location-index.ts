import type { LocatedPath } from '../image.ts'
import type { Span } from '../source/span.ts'
import type { PlainLocation } from './location-list.ts'

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
    return location === undefined ? undefined : toSpan(location)
  }

  /** All locations whose paths start with `prefix`, in their order. */
  under(prefix: readonly number[]): readonly LocatedPath[] {
    const under = this.#locations.filter(({ path }) => prefix.every((part, index) => path[index] === part))
    return under.map((location) => ({ path: location.path, span: toSpan(location) }))
  }
}

/** From numbers that start at 0. */
function toSpan({ line, column, endLine, endColumn }: PlainLocation): Span {
  return { start: { line: line + 1, column: column + 1 }, end: { line: endLine + 1, column: endColumn + 1 } }
}
