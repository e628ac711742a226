import type { FileTree } from '../file-tree.ts'
import { readBufWorkYaml } from './buf-work-yaml.ts'
import { type BufYaml, DEFAULT_BUF_YAML, readBufYaml } from './buf-yaml.ts'
import { ConfigDocument } from './config-document.ts'
import type { LocatedPath } from './located-path.ts'
import { joinPaths, showFolder } from './relative-path.ts'

/** What the configuration files right in a folder say. */
export type FolderConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'module'; readonly document: ConfigDocument; readonly bufYaml: BufYaml | undefined }
  | { readonly kind: 'workspace'; readonly document: ConfigDocument; readonly folders: readonly LocatedPath[] }

/** Newest name first; when a folder has several, the first counts. Source: observed behaviour of buf 1.75. */
const MODULE_FILES = ['buf.yaml', 'buf.mod'] as const
const WORKSPACE_FILES = ['buf.work.yaml', 'buf.work'] as const

/** Reads the configuration of one folder; what is wrong with it is in the document's problems. */
export function readFolderConfig(tree: FileTree, folder: string): FolderConfig {
  const module = readFirst(tree, folder, MODULE_FILES)
  const workspace = readFirst(tree, folder, WORKSPACE_FILES)
  if (workspace !== undefined) {
    const document = new ConfigDocument(workspace.path, workspace.content)
    if (module !== undefined) {
      document.report(
        `there is a ${module.name} beside it, and only one of them can say what the modules are; remove one`,
      )
    }
    return { kind: 'workspace', document, folders: readBufWorkYaml(document) }
  }
  if (module === undefined) return { kind: 'none' }
  const document = new ConfigDocument(module.path, module.content)
  const bufYaml = readBufYaml(document)
  if (module.name === 'buf.mod' && bufYaml?.version === 'v2') {
    document.report('version v2 is for files named buf.yaml; rename this one')
  }
  return { kind: 'module', document, bufYaml }
}

/** Reads the configuration of one folder that a buf.work.yaml names: a single module, by default one with v1 rules. */
export function readMemberConfig(
  tree: FileTree,
  parent: string,
  member: LocatedPath,
): { bufYaml: BufYaml; document?: ConfigDocument } {
  const file = readFirst(tree, joinPaths(parent, member.path), MODULE_FILES)
  if (file === undefined) return { bufYaml: DEFAULT_BUF_YAML }
  const document = new ConfigDocument(file.path, file.content)
  const bufYaml = readBufYaml(document)
  if (bufYaml?.version === 'v2') {
    member.node.report(
      `the ${file.name} in "${showFolder(member.path)}" has version v2, which needs no buf.work.yaml; list its modules in one v2 buf.yaml`,
    )
  }
  return { bufYaml: bufYaml ?? DEFAULT_BUF_YAML, document }
}

function readFirst(tree: FileTree, folder: string, names: readonly string[]) {
  for (const name of names) {
    const path = joinPaths(folder, name)
    const content = tree.read(path)
    if (content !== undefined) return { name, path, content }
  }
  return undefined
}
