import { compareBytewise } from './compare-bytewise.ts'
import type { FileSet } from './file-set.ts'
import { scanImports } from './scan-imports.ts'
import { WELL_KNOWN_IMPORTS } from './well-known-imports.ts'

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
   * through others, without itself. In the byte order of the keys.
   */
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>
  /** Keys of the contents, each behind the contents that it depends on. Not to be used when there is a `cycle`. */
  readonly order: readonly string[]
  /** Keys of modules that depend on each other in a circle, first key not repeated: no digest can be made then. */
  readonly cycle: readonly string[]
  /** Imports in `contents` that nothing provides, well-known types apart. */
  readonly unresolved: readonly UnresolvedImport[]
  /** Paths that several of the modules in use have, which makes imports of them meaningless. */
  readonly ambiguous: readonly AmbiguousPath[]
}

/**
 * Which modules each of `contents` depends on, judged by imports alone. `dependencies` are the candidates from outside;
 * keys are unique over both.
 *
 * A module counts as a whole: what any of its files imports is a dependency of whoever depends on it. An import of a
 * well-known type that nothing provides is no dependency.
 * Source: the registry protocol (an upload names all dependency commits at once, not by module); observed digests of
 * buf 1.75 for the rule on whole modules.
 */
export function findDependencySets(contents: readonly Provider[], dependencies: readonly Provider[]): DependencySets {
  const owners = findOwners([...contents, ...dependencies])
  const unresolved: UnresolvedImport[] = []
  const direct = new Map<string, Set<string>>()
  const visit = (provider: Provider, isContent: boolean): void => {
    const found = new Set<string>()
    for (const [file, bytes] of provider.files) {
      if (!file.endsWith('.proto')) continue
      for (const { path } of scanImports(bytes)) {
        const keys = provider.files.has(path) ? [provider.key] : (owners.get(path) ?? [])
        for (const key of keys) found.add(key)
        if (keys.length === 0 && isContent && !WELL_KNOWN_IMPORTS.has(path)) {
          unresolved.push({ key: provider.key, file, importPath: path })
        }
      }
    }
    found.delete(provider.key)
    direct.set(provider.key, found)
  }
  for (const content of contents) visit(content, true)
  for (const dependency of dependencies) visit(dependency, false)

  const sets = new Map(contents.map(({ key }) => [key, reachableFrom(key, direct)]))
  const inUse = new Set([...sets].flatMap(([key, set]) => [key, ...set]))
  const { order, cycle } = sortTopologically([...inUse].sort(compareBytewise), direct)
  const ambiguous = [...owners]
    .map(([path, keys]) => ({ path, keys: keys.filter((key) => inUse.has(key)) }))
    .filter(({ path, keys }) => keys.length > 1 && path.endsWith('.proto'))
  return { sets, order: order.filter((key) => sets.has(key)), cycle, unresolved, ambiguous }
}

function findOwners(providers: readonly Provider[]): Map<string, string[]> {
  const owners = new Map<string, string[]>()
  for (const { key, files } of providers) {
    for (const path of files.keys()) {
      const keys = owners.get(path)
      if (keys === undefined) owners.set(path, [key])
      else keys.push(key)
    }
  }
  return owners
}

function reachableFrom(start: string, direct: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>()
  const queue = [start]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const next of direct.get(key) ?? []) {
      if (reached.has(next)) continue
      reached.add(next)
      queue.push(next)
    }
  }
  reached.delete(start)
  return new Set([...reached].sort(compareBytewise))
}

/** Depth first without recursion: a chain of modules may be longer than the stack is deep. */
function sortTopologically(
  keys: readonly string[],
  direct: ReadonlyMap<string, ReadonlySet<string>>,
): { order: string[]; cycle: string[] } {
  const order: string[] = []
  const done = new Set<string>()
  for (const root of keys) {
    const trail: { key: string; rest: string[] }[] = []
    const onTrail = new Set<string>()
    const enter = (key: string) => {
      onTrail.add(key)
      trail.push({ key, rest: [...(direct.get(key) ?? [])].sort(compareBytewise).reverse() })
    }
    if (!done.has(root)) enter(root)
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const next = top.rest.pop()
      if (next === undefined) {
        order.push(top.key)
        done.add(top.key)
        onTrail.delete(top.key)
        trail.pop()
      } else if (onTrail.has(next)) {
        const keysOnTrail = trail.map(({ key }) => key)
        return { order, cycle: keysOnTrail.slice(keysOnTrail.indexOf(next)) }
      } else if (!done.has(next)) enter(next)
    }
  }
  return { order, cycle: [] }
}
