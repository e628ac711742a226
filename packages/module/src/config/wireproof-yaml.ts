import { formatModuleName, parseModuleName } from '../reference.ts'
import { readReference, readVersion } from './buf-yaml.ts'
import type { ConfigDocument, ConfigNode } from './config-document.ts'
import { readPaths } from './located-path.ts'
import { type OwnBreakingConfig, readOwnBreakingConfig } from './own-breaking-config.ts'
import { showFolder } from './relative-path.ts'

/** Name of the file; it stands beside a buf.yaml or buf.work.yaml. */
export const WIREPROOF_YAML = 'wireproof.yaml'

/** What a wireproof.yaml says. */
export interface WireproofYaml {
  /** For all modules that have no section of their own. */
  readonly breaking: OwnBreakingConfig | undefined
  readonly modules: readonly WireproofModule[]
}

/** The section of one module, which is named by its folder or by its name. */
export interface WireproofModule {
  /** Relative to the folder of the file. */
  readonly path: string | undefined
  /** `host/owner/module`. */
  readonly name: string | undefined
  readonly breaking: OwnBreakingConfig | undefined
  readonly node: ConfigNode
}

/** The keys of the file, and those of an entry of `modules`. */
export const WIREPROOF_KEYS = ['version', 'breaking', 'modules'] as const
export const WIREPROOF_MODULE_KEYS = ['path', 'name', 'breaking'] as const

/** Reads a wireproof.yaml. Undefined when its version cannot be told; what is wrong is in `document.problems`. */
export function readWireproofYaml(document: ConfigDocument): WireproofYaml | undefined {
  const { root } = document
  if (readVersion(document, ['v1']) === undefined || root === undefined) return undefined
  const entries = root.entries(WIREPROOF_KEYS)
  const breaking = entries.get('breaking')
  const modules = (entries.get('modules')?.elements() ?? []).map(readModule)
  reportRepeats(modules)
  return { breaking: breaking && readOwnBreakingConfig(breaking), modules }
}

function readModule(node: ConfigNode): WireproofModule {
  const entries: ReadonlyMap<string, ConfigNode> = node.isEmpty() ? new Map() : node.entries(WIREPROOF_MODULE_KEYS)
  const [pathNode, nameNode] = [entries.get('path'), entries.get('name')]
  if ((pathNode === undefined) === (nameNode === undefined)) {
    node.report('a module is told by its "path" or its "name": write one of them')
  }
  const pathText = pathNode?.text()
  const nameText = nameNode?.text()
  const name =
    nameNode === undefined || nameText === undefined
      ? undefined
      : readReference(nameNode, () => parseModuleName(nameText))
  const breaking = entries.get('breaking')
  return {
    path:
      pathNode === undefined || pathText === undefined
        ? undefined
        : readPaths([{ text: pathText, node: pathNode }])[0]?.path,
    name: name && formatModuleName(name),
    breaking: breaking && readOwnBreakingConfig(breaking),
    node,
  }
}

function reportRepeats(modules: readonly WireproofModule[]): void {
  const seen = new Set<string>()
  for (const { path, name, node } of modules) {
    const key = path === undefined ? name : showFolder(path)
    if (key === undefined) continue
    if (seen.has(key)) node.report(`"${key}" is in "modules" twice; remove one of them`)
    seen.add(key)
  }
}
