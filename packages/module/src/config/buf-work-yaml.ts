import { readVersion } from './buf-yaml.ts'
import type { ConfigDocument } from './config-document.ts'
import { type LocatedPath, readPaths, reportNestedPaths, reportRepeatedPaths } from './located-path.ts'

/**
 * Reads the folders of a buf.work.yaml, relative to its own folder. Empty after reporting when it cannot be used.
 * Source: buf's buf.work.yaml reference, and observed behaviour of buf 1.75 for what is refused.
 */
export function readBufWorkYaml(document: ConfigDocument): LocatedPath[] {
  const { root } = document
  if (readVersion(document, ['v1']) === undefined || root === undefined) return []
  const node = root.entries(['version', 'directories']).get('directories')
  const folders = readPaths(node?.texts() ?? [])
  if (folders.length === 0 && document.problems.length === 0) {
    root.report('"directories" is missing or empty; list the folders of the modules in it')
  }
  for (const folder of folders) {
    if (folder.path === '')
      folder.node.report('"." cannot be one of the "directories"; without a workspace file it is the module')
  }
  reportNestedPaths(folders)
  reportRepeatedPaths(folders)
  return folders
}
