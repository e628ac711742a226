import type { BufYaml, ModuleConfig } from './config/buf-yaml.ts'
import { type FolderConfig, readFolderConfig } from './config/read-folder-config.ts'
import { isWithin, joinPaths, showFolder } from './config/relative-path.ts'
import { ConfigError } from './config-error.ts'
import type { FileTree } from './file-tree.ts'

/** The folder whose configuration is in force for another folder, and that configuration. */
export interface WorkspaceLocation {
  readonly folder: string
  readonly config: FolderConfig
}

/**
 * Finds the folder in the tree whose configuration is in force for `target`: itself or one above, and itself when there
 * is none. Throws ConfigError when the folder lies within a module, as only whole modules can be read.
 */
export function findWorkspaceFolder(tree: FileTree, target = ''): string {
  return locateWorkspace(tree, target).folder
}

/**
 * `findWorkspaceFolder` with the configuration that it read on the way.
 *
 * The folder's own workspace file or v2 buf.yaml comes first. Then any above that has a module at or below the folder,
 * the innermost first; a folder with a v1 buf.yaml of its own is otherwise a module by itself.
 * Source: observed behaviour of buf 1.75, which also refuses a v1 module below another one that is not part of a
 * workspace; here the inner one stands for itself.
 */
export function locateWorkspace(tree: FileTree, target: string): WorkspaceLocation {
  const own = readFolderConfig(tree, target)
  if (own.kind === 'workspace' || (own.kind === 'module' && own.bufYaml?.version === 'v2'))
    return { folder: target, config: own }
  let folder = target
  while (folder !== '') {
    folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : ''
    const config = readFolderConfig(tree, folder)
    const modules = modulePaths(config).map((module) => ({ ...module, path: joinPaths(folder, module.path) }))
    if (config.kind === 'none' || (own.kind === 'module' && isV1Module(config))) continue
    if (modules.some(({ path }) => isWithin(path, target))) return { folder, config }
    const around = modules.find(({ path, excludes }) => {
      return isWithin(target, path) && !excludes.some((exclude) => isWithin(target, joinPaths(folder, exclude)))
    })
    if (around !== undefined && own.kind === 'none') throw insideModule(target, around.path, config)
  }
  return { folder: target, config: own }
}

function isV1Module(config: FolderConfig): boolean {
  return config.kind === 'module' && config.bufYaml?.version !== 'v2'
}

function modulePaths(config: FolderConfig): Pick<ModuleConfig, 'path' | 'excludes'>[] {
  if (config.kind === 'none') return []
  // A broken file above is reported only when it turns out to be in force, which needs its modules: take it for one.
  const whole = [{ path: '', excludes: [] }]
  if (config.kind === 'workspace') return config.folders.map(({ path }) => ({ path, excludes: [] }))
  return config.bufYaml === undefined ? whole : [...(config.bufYaml as BufYaml).modules]
}

function insideModule(target: string, module: string, config: FolderConfig): ConfigError {
  const problems = config.kind === 'none' ? [] : config.document.problems
  if (problems.length > 0) return new ConfigError(problems)
  const message = `the folder lies within the module at "${showFolder(module)}", which can only be read as a whole; name that folder instead`
  return new ConfigError([{ path: target, position: undefined, message }])
}
