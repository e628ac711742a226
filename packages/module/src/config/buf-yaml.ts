import type { PolicyVersion } from '@wireproof/diff-engine'
import {
  formatModuleName,
  InvalidReferenceError,
  type ModuleName,
  type ModuleReference,
  parseModuleName,
  parseModuleReference,
} from '../reference.ts'
import { type BreakingConfig, readBreakingConfig } from './breaking-config.ts'
import type { ConfigDocument, ConfigNode } from './config-document.ts'
import { type LintConfig, readLintConfig } from './lint-config.ts'
import { type LocatedPath, readPaths, reportNestedPaths, reportRepeatedPaths } from './located-path.ts'
import { isWithin, showFolder } from './relative-path.ts'

/** What a buf.yaml says about one module. All paths are relative to the folder of the file. */
export interface ModuleConfig {
  readonly name: ModuleName | undefined
  /** The module's folder. */
  readonly path: string
  /** Folders that import paths are relative to: the module's folder, or in v1beta1 any number within it. */
  readonly roots: readonly string[]
  /** When not empty, only files in these folders belong to the module. */
  readonly includes: readonly string[]
  readonly excludes: readonly string[]
  /** The section that applies, and whether it is the module's own or that of the whole file. */
  readonly breaking: { readonly config: BreakingConfig; readonly isOwn: boolean } | undefined
  readonly lint: { readonly config: LintConfig; readonly isOwn: boolean } | undefined
  /** The entry of the module; undefined when there is none because it is the default one. */
  readonly node: ConfigNode | undefined
}

/** A buf.yaml (or the older buf.mod) of any version. */
export interface BufYaml {
  readonly version: PolicyVersion
  /** In the order of the file; at least one. */
  readonly modules: readonly ModuleConfig[]
  readonly deps: readonly ModuleReference[]
  /** Whether check plugins are named: their rules cannot be told from misspelt ones. */
  readonly hasPlugins: boolean
}

const V1_KEYS = ['version', 'name', 'deps', 'build', 'lint', 'breaking'] as const
const V2_KEYS = ['version', 'name', 'modules', 'deps', 'lint', 'breaking', 'plugins', 'policies'] as const
const V2_MODULE_KEYS = ['path', 'name', 'includes', 'excludes', 'lint', 'breaking'] as const

/** The module of a folder without any configuration: v1 rules. Source: observed behaviour of buf 1.75. */
export const DEFAULT_BUF_YAML: BufYaml = {
  version: 'v1',
  modules: [
    {
      name: undefined,
      path: '',
      roots: [''],
      includes: [],
      excludes: [],
      breaking: undefined,
      lint: undefined,
      node: undefined,
    },
  ],
  deps: [],
  hasPlugins: false,
}

/**
 * Reads a buf.yaml. Undefined when its version cannot be told; everything wrong is in `document.problems`.
 * What is not about modules (plugins, policies) is accepted as it is.
 * Source: buf's buf.yaml reference for v1beta1, v1 and v2, and observed behaviour of buf 1.75 for what is refused.
 */
export function readBufYaml(document: ConfigDocument): BufYaml | undefined {
  const version = readVersion(document, ['v1beta1', 'v1', 'v2'])
  const { root } = document
  if (version === undefined || root === undefined) return undefined
  const entries = root.entries(version === 'v2' ? V2_KEYS : V1_KEYS)
  const modules = version === 'v2' ? readV2Modules(entries) : [readV1Module(version, entries)]
  reportRepeatedNames(modules)
  const hasPlugins = entries.has('plugins')
  return { version, modules, deps: readDeps(entries.get('deps')), hasPlugins }
}

/** Reads the `version` key, which every configuration file starts with. Undefined after reporting. */
export function readVersion<V extends string>(document: ConfigDocument, known: readonly V[]): V | undefined {
  const { root } = document
  if (root === undefined) {
    const newest = known.at(-1) as V
    if (document.problems.length === 0) document.report(`the file is empty; start it with "version: ${newest}"`)
    return undefined
  }
  if (!root.isMapping()) {
    root.report('the file must be a mapping that starts with "version"')
    return undefined
  }
  const node = root.find('version')
  if (node === undefined) {
    root.report(`"version" is missing; add "version: ${known.at(-1)}"`)
    return undefined
  }
  const text = node.text()
  const version = known.find((candidate) => candidate === text)
  if (version === undefined && text !== undefined) {
    node.report(`the version "${text}" is not known here; use ${known.join(' or ')}`)
  }
  return version
}

function readV1Module(version: PolicyVersion, entries: ReadonlyMap<string, ConfigNode>): ModuleConfig {
  const build = entries.get('build')?.entries(['roots', 'excludes'])
  const rootsNode = build?.get('roots')
  if (version !== 'v1beta1') rootsNode?.report('"build.roots" is for version v1beta1; remove it')
  const roots = version === 'v1beta1' && rootsNode !== undefined ? readPaths(rootsNode.texts()) : []
  reportNestedPaths(roots)
  reportRepeatedPaths(roots)
  const rootPaths = roots.length === 0 ? [''] : roots.map(({ path }) => path)
  const excludes = readFolders(build?.get('excludes'))
  for (const { path, node } of excludes) {
    if (rootPaths.includes(path)) node.report(`"${showFolder(path)}" is a root: excluding it would leave nothing of it`)
    else if (!rootPaths.some((root) => isWithin(path, root)))
      node.report(`"${path}" lies in none of the roots; remove it`)
  }
  const breaking = readBreakingConfig(entries.get('breaking'))
  const lint = readLintConfig(version, entries.get('lint'))
  return {
    name: readName(entries.get('name')),
    path: '',
    roots: rootPaths,
    includes: [],
    excludes: excludes.map(({ path }) => path),
    breaking: breaking && { config: breaking, isOwn: true },
    lint: lint && { config: lint, isOwn: true },
    node: undefined,
  }
}

function readV2Modules(entries: ReadonlyMap<string, ConfigNode>): ModuleConfig[] {
  const shared = readBreakingConfig(entries.get('breaking'))
  const breaking = shared && { config: shared, isOwn: false }
  const sharedLint = readLintConfig('v2', entries.get('lint'))
  const lint = sharedLint && { config: sharedLint, isOwn: false }
  const name = entries.get('name')
  const nodes = entries.get('modules')?.elements() ?? []
  if (nodes.length === 0) return [{ ...DEFAULT_BUF_YAML.modules[0]!, name: readName(name), breaking, lint }]
  name?.report('"name" stands at each of the "modules" when there are any; move it there')
  return nodes.map((node) => readV2Module(node, { breaking, lint }))
}

function readV2Module(node: ConfigNode, shared: Pick<ModuleConfig, 'breaking' | 'lint'>): ModuleConfig {
  const entries: ReadonlyMap<string, ConfigNode> = node.isEmpty() ? new Map() : node.entries(V2_MODULE_KEYS)
  const pathNode = entries.get('path')
  const pathText = pathNode?.text()
  const path =
    pathNode && pathText !== undefined ? (readPaths([{ text: pathText, node: pathNode }])[0]?.path ?? '') : ''
  const includes = readFolders(entries.get('includes'))
  const excludes = readFolders(entries.get('excludes'))
  for (const folder of [...includes, ...excludes]) reportNotBelow(folder, path)
  for (const exclude of excludes) {
    if (includes.length === 0) continue
    if (includes.some((include) => include.path === exclude.path)) {
      exclude.node.report(`"${exclude.path}" is both included and excluded; remove one of them`)
    } else if (!includes.some((include) => isWithin(exclude.path, include.path))) {
      exclude.node.report(`"${exclude.path}" lies in none of the "includes", so it is left out already; remove it`)
    }
  }
  const breaking = readBreakingConfig(entries.get('breaking'))
  const lint = readLintConfig('v2', entries.get('lint'))
  return {
    name: readName(entries.get('name')),
    path,
    roots: [path],
    includes: includes.map((include) => include.path),
    excludes: excludes.map((exclude) => exclude.path),
    breaking: breaking ? { config: breaking, isOwn: true } : shared.breaking,
    lint: lint ? { config: lint, isOwn: true } : shared.lint,
    node,
  }
}

function readFolders(node: ConfigNode | undefined): LocatedPath[] {
  const texts = node?.texts() ?? []
  for (const { text, node } of texts) {
    if (text === '') node.report(`"${node.field}" holds an empty path; remove it`)
    if (text.endsWith('.proto')) node.report(`"${text}" is a file; "${node.field}" takes folders only`)
  }
  const paths = readPaths(texts.filter(({ text }) => text !== ''))
  reportNestedPaths(paths)
  reportRepeatedPaths(paths)
  return paths
}

function reportNotBelow({ path, node }: LocatedPath, folder: string): void {
  const shown = showFolder(folder)
  if (path === folder) node.report(`"${showFolder(path)}" is the folder of the module itself; name folders in it`)
  else if (!isWithin(path, folder)) {
    node.report(
      `"${path}" lies outside of the module's folder "${shown}"; paths are relative to the folder of this file`,
    )
  }
}

function readName(node: ConfigNode | undefined): ModuleName | undefined {
  const text = node?.text()
  return node === undefined || text === undefined || text === ''
    ? undefined
    : readReference(node, () => parseModuleName(text))
}

function readDeps(node: ConfigNode | undefined): ModuleReference[] {
  const seen = new Set<string>()
  return (node?.texts() ?? []).flatMap(({ text, node }) => {
    const reference = readReference(node, () => parseModuleReference(text))
    if (reference === undefined) return []
    const name = formatModuleName(reference)
    if (seen.has(name)) node.report(`"${name}" is in "deps" twice; remove one of them`)
    seen.add(name)
    return [reference]
  })
}

/** Runs a parser of references; undefined after reporting what it throws. */
export function readReference<T>(node: ConfigNode, parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error
    node.report(error.message)
    return undefined
  }
}

function reportRepeatedNames(modules: readonly ModuleConfig[]): void {
  const seen = new Set<string>()
  for (const { name, node } of modules) {
    if (name === undefined) continue
    const text = formatModuleName(name)
    if (seen.has(text)) node?.report(`two modules are named "${text}"; a name belongs to one module`)
    seen.add(text)
  }
}
