import {
  ConfigError,
  type ConfigProblem,
  type FileSet,
  formatConfigProblem,
  type LockedDependency,
  readWorkspace,
  type Workspace,
} from '@wireproof/module'
import { usageFailure } from '../failure.ts'
import type { Registries } from '../registry/registry.ts'
import type { ConfigText } from './given-config.ts'
import type { InputTree } from './input-tree.ts'
import { loadNeededDependencies } from './needed-dependencies.ts'
import type { SourceInput, SourceModule } from './source-input.ts'

/**
 * Reads the workspace of a tree, by its own configuration or by one from the command line. Throws a Failure with all
 * problems of the configuration.
 */
export function openWorkspaceInput(tree: InputTree, label: string, config?: ConfigText): SourceInput {
  const show = (path: string) => (path === config?.path ? path : tree.show(path))
  const format = (problem: ConfigProblem) => formatConfigProblem(problem, show)
  const workspace = readOrExplain(tree, format, config)
  const modules = workspace.modules.map((module): SourceModule => {
    const { name, files, policy, deps, locked, isTarget, treePaths } = module
    return {
      name,
      path: pathBelow(workspace.path, module.path),
      files,
      policy,
      policyErrors: module.policyErrors.map(format),
      policyWarnings: module.policyWarnings.map(format),
      lint: {
        policy: module.lintPolicy,
        errors: module.lintPolicyErrors.map(format),
        warnings: module.lintPolicyWarnings.map(format),
      },
      deps,
      locked,
      isTarget,
      show: (file) => tree.show(treePaths.get(file) ?? file),
      flagPath: (file) => tree.flagPath(treePaths.get(file) ?? file),
    }
  })
  const locked = uniqueByCommit(workspace.modules.flatMap((module) => module.locked))
  return {
    kind: 'sources',
    label,
    modules,
    async loadDependencies(registries) {
      if (locked.length === 0) return new Map()
      return loadNeededDependencies(modules, () => downloadLocked(locked, registries))
    },
  }
}

function readOrExplain(
  tree: InputTree,
  format: (problem: ConfigProblem) => string,
  config: ConfigText | undefined,
): Workspace {
  try {
    return readWorkspace(tree, { target: tree.target, ...(config && { config: givenConfig(tree, config) }) })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw usageFailure(error.problems.map(format).join('\n'), { cause: error })
  }
}

function givenConfig({ base }: InputTree, { path, text }: ConfigText) {
  return { text, folder: base, ...(path === undefined ? {} : { path }) }
}

/** Both are folders of one tree, and the second is the first or lies in it. */
function pathBelow(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

function uniqueByCommit(locked: readonly LockedDependency[]): LockedDependency[] {
  return [...new Map(locked.map((dependency) => [dependency.commit, dependency])).values()]
}

async function downloadLocked(locked: readonly LockedDependency[], registries: Registries): Promise<FileSet[]> {
  const { downloadCommits } = await import('../registry/download-commits.ts')
  const byHost = new Map<string, string[]>()
  for (const { name, commit } of locked) {
    byHost.set(name.registry, [...(byHost.get(name.registry) ?? []), commit])
  }
  const sets = await Promise.all([...byHost].map(([host, ids]) => downloadCommits(registries.at(host), ids)))
  return sets.flat()
}
