import { fromBinary } from '@bufbuild/protobuf'
import { type SourceCodeInfo_Location, SourceCodeInfoSchema } from '@bufbuild/protobuf/wkt'
import type { LocatedPath } from '../image.ts'
import type { Span } from '../source/span.ts'
import { LocationIndex } from './location-index.ts'
import type { PlainLocation } from './location-list.ts'

/** The SourceCodeInfo of a file that was read from an image: bytes that are decoded whenever somebody asks. */
export class EncodedSourceInfo {
  readonly #bytes: Uint8Array
  #cache: WeakRef<LocationIndex> | undefined

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The span of the first location with exactly this path; undefined when there is none. */
  locate(path: readonly number[]): Span | undefined {
    return this.#index().locate(path)
  }

  /** All locations whose paths start with `prefix`, in the order of SourceCodeInfo. */
  locationsUnder(prefix: readonly number[]): readonly LocatedPath[] {
    return this.#index().under(prefix)
  }

  #index(): LocationIndex {
    const kept = this.#cache?.deref()
    if (kept !== undefined) return kept
    const index = new LocationIndex(decode(this.#bytes))
    this.#cache = new WeakRef(index)
    return index
  }
}

/** Locations that are broken, or bytes that are none, count as not there: they only say where things are. */
function decode(bytes: Uint8Array): readonly PlainLocation[] {
  try {
    const { location } = fromBinary(SourceCodeInfoSchema, bytes)
    return location.filter(({ span }) => span.length === 3 || span.length === 4).map(toLocation)
  } catch {
    return []
  }
}

/** `[line, column, endColumn]` or `[line, column, endLine, endColumn]`. */
function toLocation({ path, span }: SourceCodeInfo_Location): PlainLocation {
  const [line = 0, column = 0, third = 0, fourth] = span
  return { path, line, column, endLine: fourth === undefined ? line : third, endColumn: fourth ?? third }
}
