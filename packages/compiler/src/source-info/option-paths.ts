/**
 * Where the options of a file lie in its descriptor: what interpretation leaves behind, so that their locations can be
 * made later from a fresh parse. Keys are `OptionNode.index` and `AggregateFieldNode.index`.
 */
export interface OptionPaths {
  /**
   * The path from the root of the file; undefined for what has no location. Options of an `extensions` statement have
   * the path for its first range.
   */
  readonly optionPaths: readonly (readonly number[] | undefined)[]
  /** The options that set one singular message as a whole. */
  readonly messageOptions: ReadonlySet<number>
  /**
   * By further pieces of a singular message that an aggregate gives in several pieces: the first one. Both are fields of
   * the same aggregate.
   */
  readonly firstPieces: ReadonlyMap<number, number>
  /** Which ones of the import statements say `option` and are plain imports all the same. */
  readonly plainImports: ReadonlySet<number>
}
