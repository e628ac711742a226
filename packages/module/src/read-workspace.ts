import { compareBytewise } from './compare-bytewise.ts'
import { readBufLock } from './config/buf-lock.ts'
import { type BufYaml, DEFAULT_BUF_YAML, type ModuleConfig, readBufYaml } from './config/buf-yaml.ts'
import { buildLintPolicy } from './config/build-lint-policy.ts'
import { buildModulePolicy } from './config/build-module-policy.ts'
import { ConfigDocument } from './config/config-document.ts'
import { type FolderConfig, readMemberConfig } from './config/read-folder-config.ts'
import { isWithin, joinPaths, showFolder } from './config/relative-path.ts'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import type { FileTree } from './file-tree.ts'
import { findModuleLayout, findOverlaps } from './find-module-layout.ts'
import { locateWorkspace, type WorkspaceLocation } from './locate-workspace.ts'
import type { LockedDependency } from './pinned-dependency.ts'
import { formatModuleName } from './reference.ts'
import { WireproofFiles } from './wireproof-files.ts'
import type { Module, Workspace } from './workspace.ts'

export interface WorkspaceOptions {
  /**
   * Folder in the tree that was asked for; the root by default. When it lies in a workspace (a buf.work.yaml or a v2
   * buf.yaml in it or in a folder above), that is read, and only its modules at or below the folder are targets.
   */
  readonly target?: string
  /**
   * A buf.yaml to use for the target folder instead of what is in the tree. `path` is what problems name, if it has one.
   * Paths in it are relative to the target folder; those of version v2 to `folder`, if that is given: one of its modules
   * must then be at or below the target.
   */
  readonly config?: GivenConfig
}

export interface GivenConfig {
  readonly path?: string
  readonly text: string
  readonly folder?: string
}

/**
 * Reads the modules of a tree. Throws ConfigError with all problems.
 * A folder without any configuration is one unnamed module with v1 rules, as with buf.
 */
export function readWorkspace(tree: FileTree, options: WorkspaceOptions = {}): Workspace {
  const target = options.target ?? ''
  const location = options.config === undefined ? locateWorkspace(tree, target) : givenConfig(target, options.config)
  const problems: ConfigProblem[] = []
  const plans = planModules(tree, location.folder, location.config, problems)
  stopOn(problems)

  const wireproof = new WireproofFiles(tree, location.folder)
  const read = plans.map((plan) => readModule(tree, target, plan, wireproof, problems))
  const ownProblems = wireproof.problems()
  const modules = read.map((module) => ({ ...module, policyErrors: [...module.policyErrors, ...ownProblems] }))
  for (const module of modules) {
    const hasProtos = [...module.files.keys()].some((path) => path.endsWith('.proto'))
    if (!module.isTarget || hasProtos) continue
    problems.push({
      path: showFolder(module.path),
      position: undefined,
      message: 'there are no .proto files for the module in this folder',
    })
  }
  problems.push(...findOverlaps(modules))
  stopOn(problems)
  return { path: location.folder, modules }
}

/** What is known of a module before its files are read. */
interface ModulePlan {
  readonly config: ModuleConfig
  readonly bufYaml: BufYaml
  readonly document: ConfigDocument | undefined
  /** The folder of its configuration file. */
  readonly folder: string
  readonly locked: readonly LockedDependency[]
}

/** Source: observed behaviour of buf 1.75. */
function givenConfig(target: string, config: GivenConfig): WorkspaceLocation {
  const document = new ConfigDocument(config.path, config.text)
  const bufYaml = readBufYaml(document)
  const folder = bufYaml?.version === 'v2' ? (config.folder ?? target) : target
  const hasTarget = bufYaml?.modules.some(({ path }) => isWithin(joinPaths(folder, path), target)) ?? true
  if (!hasTarget) {
    document.report(
      `no module of this configuration is at or below "${showFolder(target)}"; its paths are relative to "${showFolder(folder)}"`,
    )
  }
  return { folder, config: { kind: 'module', document, bufYaml } }
}

function planModules(tree: FileTree, folder: string, config: FolderConfig, problems: ConfigProblem[]): ModulePlan[] {
  if (config.kind === 'workspace') return planV1Workspace(tree, folder, config, problems)
  const bufYaml = config.kind === 'none' ? DEFAULT_BUF_YAML : (config.bufYaml ?? DEFAULT_BUF_YAML)
  const document = config.kind === 'none' ? undefined : config.document
  problems.push(...(document?.problems ?? []))
  const locked = document === undefined || problems.length > 0 ? [] : readLock(tree, folder, bufYaml, problems)
  return bufYaml.modules
    .map((module) => ({ config: module, bufYaml, document, folder, locked }))
    .sort((a, b) => compareBytewise(showFolder(a.config.path), showFolder(b.config.path)))
}

function planV1Workspace(
  tree: FileTree,
  folder: string,
  { document, folders }: Extract<FolderConfig, { kind: 'workspace' }>,
  problems: ConfigProblem[],
): ModulePlan[] {
  const names = new Set<string>()
  const plans: ModulePlan[] = []
  for (const member of [...folders].sort((a, b) => compareBytewise(a.path, b.path))) {
    const { bufYaml, document: memberDocument } = readMemberConfig(tree, folder, member)
    const memberFolder = joinPaths(folder, member.path)
    problems.push(...(memberDocument?.problems ?? []))
    const locked = memberDocument === undefined ? [] : readLock(tree, memberFolder, bufYaml, problems)
    const [config] = bufYaml.modules as [ModuleConfig]
    const name = config.name && formatModuleName(config.name)
    if (name !== undefined && names.has(name))
      member.node.report(`a second module is named "${name}"; a name belongs to one module`)
    if (name !== undefined) names.add(name)
    plans.push({ config, bufYaml, document: memberDocument, folder: memberFolder, locked })
  }
  problems.unshift(...document.problems)
  return plans
}

function readLock(tree: FileTree, folder: string, bufYaml: BufYaml, problems: ConfigProblem[]): LockedDependency[] {
  const path = joinPaths(folder, 'buf.lock')
  const content = tree.read(path)
  if (content === undefined) return []
  const document = new ConfigDocument(path, content)
  const locked = readBufLock(document, bufYaml.version)
  problems.push(...document.problems)
  return locked
}

function readModule(
  tree: FileTree,
  target: string,
  plan: ModulePlan,
  wireproof: WireproofFiles,
  problems: ConfigProblem[],
): Module {
  const { config, bufYaml, document, folder, locked } = plan
  const knownProblems = document?.problems.length ?? 0
  const { policy, errors, warnings } = buildModulePolicy(bufYaml.version, config, bufYaml.hasPlugins)
  const lint = buildLintPolicy(bufYaml.version, config, bufYaml.hasPlugins)
  problems.push(...(document?.problems.slice(knownProblems) ?? []))
  const layout = findModuleLayout(tree, config, { folder, lendsRootFiles: bufYaml.version === 'v2' })
  problems.push(...layout.problems)
  const files = new Map<string, Uint8Array>()
  for (const [importPath, treePath] of layout.treePaths) {
    const content = tree.read(treePath)
    if (content !== undefined) files.set(importPath, content)
  }
  const path = joinPaths(folder, config.path)
  const own = wireproof.policyFor({
    configFolder: folder,
    path,
    roots: config.roots.map((root) => joinPaths(folder, root)),
    name: config.name && formatModuleName(config.name),
  })
  return {
    name: config.name,
    path,
    files,
    treePaths: layout.treePaths,
    policy: own === undefined ? policy : { ...policy, own: own.own },
    policyErrors: [...errors, ...(own?.errors ?? [])],
    policyWarnings: warnings,
    lintPolicy: lint.policy,
    lintPolicyErrors: lint.errors,
    lintPolicyWarnings: lint.warnings,
    deps: bufYaml.deps,
    locked,
    isTarget: isWithin(path, target),
  }
}

function stopOn(problems: readonly ConfigProblem[]): void {
  if (problems.length > 0) throw new ConfigError(problems)
}
