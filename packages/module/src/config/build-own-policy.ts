import { type OwnPolicy, type OwnPolicyProblem, resolveOwnRules } from '@wireproof/diff-engine'
import type { ConfigProblem } from '../config-error.ts'
import type { LocatedPath } from './located-path.ts'
import type { OwnBreakingConfig } from './own-breaking-config.ts'
import { isWithin, pathWithin, showFolder } from './relative-path.ts'

/** Our part of a module's policy, and the ids in it that mean nothing. */
export interface OwnModulePolicy {
  readonly own: OwnPolicy
  readonly errors: readonly ConfigProblem[]
}

/** The folders of one module, relative to the folder of the wireproof.yaml. */
export interface ModuleFolders {
  readonly path: string
  /** What import paths are relative to. */
  readonly roots: readonly string[]
  /** The section is the module's own: its paths must lie in the module's folder. */
  readonly isOwn: boolean
}

/**
 * Turns a `breaking` section of wireproof.yaml into our part of the policy of one module, with paths as the module's
 * import paths. Paths of a shared section that do not lie in the module are not for it.
 */
export function buildOwnPolicy(config: OwnBreakingConfig, folders: ModuleFolders): OwnModulePolicy {
  const toImportPaths = (paths: readonly LocatedPath[]) => paths.flatMap((path) => importPathsOf(path, folders))
  const own: OwnPolicy = {
    use: config.use.map(({ text }) => text),
    except: config.except.map(({ text }) => text),
    ignore: toImportPaths(config.ignore),
    ignoreOnly: Object.fromEntries(config.ignoreOnly.map(({ id, paths }) => [id, toImportPaths(paths)])),
    direction: config.direction,
    jsonProfile: config.jsonProfile,
    severities: Object.fromEntries(config.severities.map(({ id, severity }) => [id, severity])),
  }
  return { own, errors: resolveOwnRules(own).errors.map((error) => place(config, error)) }
}

function importPathsOf({ path, node }: LocatedPath, { path: folder, roots, isOwn }: ModuleFolders): string[] {
  if (isWithin(folder, path)) return ['.']
  if (!isWithin(path, folder)) {
    if (isOwn) {
      const message = `"${path}" lies outside of the module's folder "${showFolder(folder)}"`
      node.report(`${message}; move it to the "breaking" of the file`)
    }
    return []
  }
  return roots.flatMap((root) => {
    if (isWithin(root, path)) return ['.']
    return isWithin(path, root) ? [pathWithin(path, root)] : []
  })
}

function place(config: OwnBreakingConfig, { part, id, message }: OwnPolicyProblem): ConfigProblem {
  const entries = {
    use: config.use.map(({ text, node }) => ({ id: text, node })),
    except: config.except.map(({ text, node }) => ({ id: text, node })),
    ignoreOnly: config.ignoreOnly,
    severities: config.severities,
  }[part]
  const node = entries.find((entry) => entry.id === id)?.node
  return node?.problem(message) ?? { path: undefined, position: undefined, message }
}
