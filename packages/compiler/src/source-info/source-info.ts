import { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { LocatedPath } from '../image.ts'
import type { Source } from '../source/source.ts'
import type { Span } from '../source/span.ts'
import type { FileNode } from '../syntax/ast.ts'
import { parseWithComments } from '../syntax/parse.ts'
import { collectFile } from './collect-file.ts'
import { Collector } from './collector.ts'
import { Comments } from './comments.ts'
import { encodeLocations } from './encode-locations.ts'
import { type Location, LocationList } from './location-list.ts'
import type { OptionPaths } from './option-paths.ts'

/**
 * The SourceCodeInfo of one file, made from its text whenever somebody asks and kept no longer than the memory has room
 * for it: the locations of a large tree are far too many to keep.
 */
export class SourceInfo {
  readonly #source: Source
  readonly #options: OptionPaths
  #cache: WeakRef<Located> | undefined

  /** `options` may still be filled in, as long as nothing is asked. */
  constructor(source: Source, options: OptionPaths) {
    this.#source = source
    this.#options = options
  }

  /** The span of the first location with exactly this path; undefined when there is none. */
  locate(path: readonly number[]): Span | undefined {
    const located = this.#located()
    const location = located.firstByPath.get(path.join('.'))
    return location === undefined ? undefined : toSpan(location.span)
  }

  /** All locations whose paths start with `prefix`, in the order of SourceCodeInfo. */
  locationsUnder(prefix: readonly number[]): readonly LocatedPath[] {
    const under = this.#located().locations.filter(({ path }) => prefix.every((part, index) => path[index] === part))
    return under.map(({ path, span }) => ({ path, span: toSpan(span) }))
  }

  /** The whole SourceCodeInfo message in its binary form, with comments. */
  encode(): Uint8Array {
    return encodeLocations(this.#collect())
  }

  #located(): Located {
    const kept = this.#cache?.deref()
    if (kept !== undefined) return kept
    const located = new Located(this.#collect())
    this.#cache = new WeakRef(located)
    return located
  }

  #collect(): readonly Location[] {
    const { tree, comments } = parseWithComments(this.#source, new Diagnostics())
    const list = new LocationList(this.#source, new Comments(this.#source.text, comments))
    collectFile(new Collector(list, this.#options), tree)
    return [list.at([], ...fileRange(tree)), ...list.sorted()]
  }
}

/** A file reaches from its first token to its last one. */
function fileRange(tree: FileNode): [start: number, end: number] {
  return [tree.body[0]?.start ?? 0, tree.body.at(-1)?.end ?? 0]
}

/** Locations with an index by path. */
class Located {
  readonly locations: readonly Location[]
  readonly firstByPath = new Map<string, Location>()

  constructor(locations: readonly Location[]) {
    this.locations = locations
    for (const location of locations) {
      const key = location.path.join('.')
      if (!this.firstByPath.has(key)) this.firstByPath.set(key, location)
    }
  }
}

/** From the numbers of SourceCodeInfo, which start at 0 and leave out the line of the end when it is that of the start. */
export function toSpan(span: readonly number[]): Span {
  const [line = 0, column = 0, third = 0, fourth] = span
  const end = fourth === undefined ? { line: line + 1, column: third + 1 } : { line: third + 1, column: fourth + 1 }
  return { start: { line: line + 1, column: column + 1 }, end }
}
