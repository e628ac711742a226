import type { FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Span } from './source/span.ts'

/**
 * One linked file. The descriptor carries no SourceCodeInfo: a real tree has millions of locations, so they are made
 * on demand, by `locate` for one path or by `sourceCodeInfo` for all.
 */
export interface ImageFile {
  /** Import path, `/`-separated. */
  readonly path: string
  /** Linked: type names are fully qualified with a leading dot, options interpreted, json names filled in. */
  readonly proto: FileDescriptorProto
  /** True for a file that is here only because another one imports it. */
  readonly isImport: boolean
  /** True when the file has neither a `syntax` nor an `edition` statement (it is then proto2). */
  readonly isSyntaxUnspecified: boolean
  /** Indexes into `proto.dependency` of the imports that nothing uses. */
  readonly unusedDependencies: readonly number[]
  /**
   * The place where the element of a SourceCodeInfo path (descriptor.proto, `SourceCodeInfo.Location.path`) is declared:
   * the first location with exactly this path. Undefined when the source has none, or when there is no source.
   */
  locate(path: readonly number[]): Span | undefined
  /** All paths that start with `prefix` (itself included), in SourceCodeInfo order; for fuzzy look-ups in options. */
  locationsUnder(prefix: readonly number[]): readonly LocatedPath[]
  /** The whole SourceCodeInfo message in its binary form; undefined when there is no source. */
  sourceCodeInfo(): Uint8Array | undefined
}

export interface LocatedPath {
  readonly path: readonly number[]
  readonly span: Span
}

/** The compiled form of a module and all its imports, every file behind the files that it imports. */
export interface Image {
  readonly files: readonly ImageFile[]
}
