import { defaultPolicy, type Policy, type PolicyVersion, resolveRules } from '@wireproof/diff-engine'
import type { ConfigProblem } from '../config-error.ts'
import type { BreakingConfig } from './breaking-config.ts'
import type { ModuleConfig } from './buf-yaml.ts'
import { importPathOf } from './import-path-of.ts'
import type { LocatedPath } from './located-path.ts'

/** A policy, and what is wrong with the rule ids in it. */
export interface ModulePolicy {
  readonly policy: Policy
  /** Unknown ids, and a choice that leaves no rule: comparing with this policy is an error, building is not. */
  readonly errors: readonly ConfigProblem[]
  readonly warnings: readonly ConfigProblem[]
}

/**
 * Turns a `breaking` section into the policy of one module, with paths as the module's import paths.
 *
 * In v1beta1 they are written so already. Otherwise they are relative to the file's folder: those in the module's own
 * section must lie in its folder (reported to their document), those of a shared section that do not are not for it.
 * `disable_builtin` becomes a policy that is silent everywhere, as check plugins are not run here.
 * Source: buf's buf.yaml reference; observed behaviour of buf 1.75 for paths outside of the module.
 */
export function buildModulePolicy(
  version: PolicyVersion,
  { breaking, path: folder }: ModuleConfig,
  hasPlugins: boolean,
): ModulePolicy {
  const policy = defaultPolicy(version)
  if (breaking === undefined) return { policy, errors: [], warnings: [] }
  const { config, isOwn } = breaking
  const toImportPaths = (paths: readonly LocatedPath[]) =>
    paths.flatMap((path) => importPathOf(path, { section: 'breaking', folder, isOwn }))
  const full: Policy = {
    ...policy,
    use: config.use.map(({ text }) => text),
    except: config.except.map(({ text }) => text),
    ignore: config.disableBuiltin ? ['.'] : toImportPaths(config.ignore),
    ignoreOnly: Object.fromEntries(config.ignoreOnly.map(({ id, paths }) => [id, toImportPaths(paths)])),
    ignoreUnstablePackages: config.ignoreUnstablePackages,
  }
  if (config.disableBuiltin) {
    return { policy: { ...full, use: [], except: [], ignoreOnly: {} }, errors: [], warnings: [] }
  }
  return checkIds(full, config, hasPlugins)
}

function checkIds(policy: Policy, config: BreakingConfig, hasPlugins: boolean): ModulePolicy {
  const place = (part: 'use' | 'except' | 'ignoreOnly', id: string, message: string): ConfigProblem => {
    const ids = part === 'ignoreOnly' ? config.ignoreOnly : config[part].map(({ text, node }) => ({ id: text, node }))
    const node = ids.find((entry) => entry.id === id)?.node ?? config.use[0]?.node ?? config.except[0]?.node
    return node?.problem(message) ?? { path: undefined, position: undefined, message }
  }
  const { errors, warnings } = resolveRules(policy)
  const located = {
    errors: errors.map(({ part, id, message }) => place(part, id, message)),
    warnings: warnings.map(({ part, id, message }) => place(part, id, message)),
  }
  const unknown = new Set(errors.flatMap(({ id }) => (id === '' ? [] : [id])))
  if (!hasPlugins || unknown.size === 0) return { policy, ...located }
  return withoutPluginRules(policy, unknown, located)
}

/** With check plugins named, an unknown id may be one of theirs; leaving it out beats refusing the whole. */
function withoutPluginRules(
  policy: Policy,
  unknown: ReadonlySet<string>,
  located: { errors: readonly ConfigProblem[]; warnings: readonly ConfigProblem[] },
): ModulePolicy {
  const isKnown = (id: string) => !unknown.has(id)
  const use = policy.use.filter(isKnown)
  const onlyPluginRules = use.length === 0 && policy.use.length > 0
  const warnings = located.errors.map((problem) => ({
    ...problem,
    message: `${problem.message}; check plugins are not run`,
  }))
  return {
    policy: {
      ...policy,
      use,
      except: policy.except.filter(isKnown),
      ignoreOnly: Object.fromEntries(Object.entries(policy.ignoreOnly).filter(([id]) => isKnown(id))),
      // An empty `use` would mean the default rules.
      ignore: onlyPluginRules ? ['.'] : policy.ignore,
    },
    errors: [],
    warnings: [...warnings, ...located.warnings],
  }
}
