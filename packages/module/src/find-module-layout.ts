import type { ModuleConfig } from './config/buf-yaml.ts'
import { isWithin, joinPaths, pathWithin, showFolder } from './config/relative-path.ts'
import type { ConfigProblem } from './config-error.ts'
import type { FileTree } from './file-tree.ts'
import { DOC_FILES, LICENSE_FILE, modulePathProblem } from './module-files.ts'

/** Which files of a tree make up a module: import path to path in the tree. */
export interface ModuleLayout {
  readonly treePaths: ReadonlyMap<string, string>
  readonly problems: readonly ConfigProblem[]
}

/** Where a module's doc file and LICENSE may come from, beside its own folder. */
export interface LayoutPlace {
  /** The folder in the tree that the paths of the configuration are relative to. */
  readonly folder: string
  /** A v2 workspace lends its doc file and its LICENSE to modules that have none. */
  readonly lendsRootFiles: boolean
}

/**
 * Finds the files of a module: its protos, and of its folder the doc file and LICENSE.
 * Source: observed behaviour of buf 1.75 (digests of modules with roots, includes, excludes and in workspaces).
 */
export function findModuleLayout(tree: FileTree, config: ModuleConfig, place: LayoutPlace): ModuleLayout {
  const inTree = (path: string) => joinPaths(place.folder, path)
  const includes = config.includes.map(inTree)
  const excludes = config.excludes.map(inTree)
  const skip = (folder: string): boolean =>
    excludes.some((exclude) => isWithin(folder, exclude)) ||
    (includes.length > 0 && !includes.some((include) => isWithin(folder, include) || isWithin(include, folder)))
  const treePaths = new Map<string, string>()
  const problems: ConfigProblem[] = []
  for (const root of config.roots.map(inTree)) {
    for (const path of tree.list(root, skip)) {
      if (!path.endsWith('.proto') || skip(parentOf(path))) continue
      if (includes.length > 0 && !includes.some((include) => isWithin(path, include))) continue
      const importPath = pathWithin(path, root)
      const problem = modulePathProblem(importPath) ?? clashProblem(treePaths.get(importPath), importPath)
      if (problem === undefined) treePaths.set(importPath, path)
      else problems.push({ path, position: undefined, message: problem })
    }
  }
  const folders = [inTree(config.path), ...(place.lendsRootFiles ? [place.folder] : [])]
  for (const names of [DOC_FILES, [LICENSE_FILE]]) {
    const found = folders.flatMap((folder) => names.map((name) => ({ name, path: joinPaths(folder, name) })))
    const first = found.find(({ path }) => tree.read(path) !== undefined)
    if (first !== undefined) treePaths.set(first.name, first.path)
  }
  return { treePaths, problems }
}

function clashProblem(other: string | undefined, importPath: string): string | undefined {
  return other === undefined
    ? undefined
    : `"${importPath}" is also the import path of "${other}"; rename one of the files`
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

/** Reports files that two modules share, and import paths that two modules both have. `folder` is for hints. */
export function findOverlaps(
  modules: readonly { path: string; treePaths: ReadonlyMap<string, string> }[],
): ConfigProblem[] {
  const byImportPath = new Map<string, { path: string; treePath: string }>()
  const byTreePath = new Map<string, string>()
  const problems: ConfigProblem[] = []
  for (const { path, treePaths } of modules) {
    for (const [importPath, treePath] of treePaths) {
      if (!importPath.endsWith('.proto')) continue
      const sharer = byTreePath.get(treePath)
      const other = byImportPath.get(importPath)
      if (sharer !== undefined)
        problems.push({ path: treePath, position: undefined, message: sharedMessage(sharer, path) })
      else if (other !== undefined) {
        const message = `modules "${showFolder(other.path)}" and "${showFolder(path)}" both have "${importPath}" (the other is "${other.treePath}"); an import of it would be ambiguous: rename or exclude one`
        problems.push({ path: treePath, position: undefined, message })
      }
      byTreePath.set(treePath, path)
      byImportPath.set(importPath, { path, treePath })
    }
  }
  return problems
}

function sharedMessage(a: string, b: string): string {
  return `the file belongs to two modules, "${showFolder(a)}" and "${showFolder(b)}"; exclude its folder from one of them`
}
