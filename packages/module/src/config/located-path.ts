import type { ConfigNode, LocatedText } from './config-document.ts'
import { isWithin, normalizePath, showFolder } from './relative-path.ts'

/** A path in its short form, and where it was written. */
export interface LocatedPath {
  readonly path: string
  readonly node: ConfigNode
}

/** Reads paths, leaving out and reporting those that are absolute or lead out of the folder. */
export function readPaths(texts: readonly LocatedText[]): LocatedPath[] {
  return texts.flatMap(({ text, node }) => {
    const result = normalizePath(text)
    if ('path' in result) return [{ path: result.path, node }]
    node.report(result.problem)
    return []
  })
}

/** Reports each path that lies in another of the list: one of both is a mistake. Exact repeats are fine. */
export function reportNestedPaths(paths: readonly LocatedPath[]): void {
  for (const inner of paths) {
    const outer = paths.find(({ path }) => path !== inner.path && isWithin(inner.path, path))
    if (outer === undefined) continue
    const [a, b] = [showFolder(inner.path), showFolder(outer.path)]
    inner.node.report(`"${a}" lies in "${b}", which is in "${inner.node.field}" too; remove one of them`)
  }
}

/** Reports each path that was in the list before. */
export function reportRepeatedPaths(paths: readonly LocatedPath[]): void {
  const seen = new Set<string>()
  for (const { path, node } of paths) {
    if (seen.has(path)) node.report(`"${showFolder(path)}" is in "${node.field}" twice; remove one of them`)
    seen.add(path)
  }
}
