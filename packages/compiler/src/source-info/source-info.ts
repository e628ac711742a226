import { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { LocatedPath } from '../image.ts'
import type { Source } from '../source/source.ts'
import type { Span } from '../source/span.ts'
import type { FileNode } from '../syntax/ast.ts'
import { type CommentedTree, parseWithComments } from '../syntax/parse.ts'
import { collectFile } from './collect-file.ts'
import { Collector } from './collector.ts'
import { Comments } from './comments.ts'
import { encodeLocations, type FileFacts } from './encode-locations.ts'
import { LocationIndex } from './location-index.ts'
import { type Location, LocationList } from './location-list.ts'
import type { OptionPaths } from './option-paths.ts'

/**
 * The SourceCodeInfo of one file, made from its text whenever somebody asks and kept no longer than the memory has room
 * for it: the locations of a large tree are far too many to keep.
 */
export class SourceInfo {
  readonly #source: Source
  readonly #options: OptionPaths
  #cache: WeakRef<LocationIndex> | undefined

  /** `options` may still be filled in, as long as nothing is asked. */
  constructor(source: Source, options: OptionPaths) {
    this.#source = source
    this.#options = options
  }

  /** The span of the first location with exactly this path; undefined when there is none. */
  locate(path: readonly number[]): Span | undefined {
    return this.#index().locate(path)
  }

  /** All locations whose paths start with `prefix`, in the order of SourceCodeInfo. */
  locationsUnder(prefix: readonly number[]): readonly LocatedPath[] {
    return this.#index().under(prefix)
  }

  /** The whole SourceCodeInfo message in its binary form, with comments and what buf adds about the file. */
  encode(facts: FileFacts): Uint8Array {
    return encodeSourceInfo(this.#source, parseWithComments(this.#source, new Diagnostics()), this.#options, facts)
  }

  #index(): LocationIndex {
    const kept = this.#cache?.deref()
    if (kept !== undefined) return kept
    const { tree } = parseWithComments(this.#source, new Diagnostics())
    const index = new LocationIndex(collectLocations(new LocationList(this.#source, undefined), tree, this.#options))
    this.#cache = new WeakRef(index)
    return index
  }
}

/** The whole SourceCodeInfo message of a file whose tree is at hand. */
export function encodeSourceInfo(
  source: Source,
  { tree, comments }: CommentedTree,
  options: OptionPaths,
  facts: FileFacts,
): Uint8Array {
  const list = new LocationList(source, new Comments(source.text, comments))
  return encodeLocations(collectLocations(list, tree, options), facts)
}

function collectLocations(list: LocationList, tree: FileNode, options: OptionPaths): readonly Location[] {
  collectFile(new Collector(list, options), tree)
  return [list.at([], ...fileRange(tree)), ...list.sorted()]
}

/** A file reaches from its first token to its last one. */
function fileRange(tree: FileNode): [start: number, end: number] {
  return [tree.body[0]?.start ?? 0, tree.body.at(-1)?.end ?? 0]
}
