import type { FileSet } from './file-set.ts'

/** Some files under a key of the caller's choice, such as a commit id: contents of an upload and dependencies alike. */
export interface Provider {
  readonly key: string
  readonly files: FileSet
}

/** An import that nothing provides. */
export interface UnresolvedImport {
  readonly key: string
  readonly file: string
  readonly importPath: string
}

/** An import path that more than one provider has; `keys` has at least two. */
export interface AmbiguousPath {
  readonly path: string
  readonly keys: readonly string[]
}

export interface DependencySets {
  /**
   * For each content its flat dependency set: keys of the contents and dependencies that its imports reach, directly or
   * through others, without itself. In the order of their keys.
   */
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>
  /** Keys of the contents, each behind the contents that it depends on. */
  readonly order: readonly string[]
  /** Non-empty when contents depend on each other in a circle: their digests cannot be made. First key not repeated. */
  readonly cycle: readonly string[]
  readonly unresolved: readonly UnresolvedImport[]
  readonly ambiguous: readonly AmbiguousPath[]
}

/**
 * Which modules each of `contents` depends on, judged by imports alone. `dependencies` are the candidates from outside.
 * An import of a well-known type that nothing provides is no dependency.
 * Source: the registry protocol: an upload names all dependency commits at once, not by module.
 */
export function findDependencySets(contents: readonly Provider[], dependencies: readonly Provider[]): DependencySets {
  throw new Error(`not built ${contents.length} ${dependencies.length}`)
}
