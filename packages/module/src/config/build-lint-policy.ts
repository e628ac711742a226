import { defaultLintPolicy, type LintPolicy, type LintPolicyVersion, resolveLintRules } from '@wireproof/lint-engine'
import type { ConfigProblem } from '../config-error.ts'
import type { ModuleConfig } from './buf-yaml.ts'
import { importPathOf } from './import-path-of.ts'
import type { LintConfig } from './lint-config.ts'
import type { LocatedPath } from './located-path.ts'

/** A lint policy, and what is wrong with the rule ids in it. */
export interface ModuleLintPolicy {
  readonly policy: LintPolicy
  /** Unknown ids, and a choice that leaves no rule: linting with this policy is an error, building is not. */
  readonly errors: readonly ConfigProblem[]
  readonly warnings: readonly ConfigProblem[]
}

/**
 * Turns a `lint` section into the policy of one module, with paths as the module's import paths. `disable_builtin`
 * becomes a policy that is silent everywhere, and with check plugins named an unknown id is passed over with a warning,
 * as it may be one of theirs: they are not run here.
 * Source: buf's buf.yaml reference; observed behaviour of buf 1.75 for paths outside of the module.
 */
export function buildLintPolicy(
  version: LintPolicyVersion,
  { lint, path: folder }: ModuleConfig,
  hasPlugins: boolean,
): ModuleLintPolicy {
  const policy = defaultLintPolicy(version)
  if (lint === undefined) return { policy, errors: [], warnings: [] }
  const { config, isOwn } = lint
  if (config.disableBuiltin) return { policy: { ...policy, ignore: ['.'] }, errors: [], warnings: [] }
  const toImportPaths = (paths: readonly LocatedPath[]) =>
    paths.flatMap((path) => importPathOf(path, { section: 'lint', folder, isOwn }))
  const full: LintPolicy = {
    ...policy,
    use: config.use.map(({ text }) => text),
    except: config.except.map(({ text }) => text),
    ignore: toImportPaths(config.ignore),
    ignoreOnly: Object.fromEntries(config.ignoreOnly.map(({ id, paths }) => [id, toImportPaths(paths)])),
    enumZeroValueSuffix: config.enumZeroValueSuffix ?? policy.enumZeroValueSuffix,
    serviceSuffix: config.serviceSuffix ?? policy.serviceSuffix,
    rpcAllowSameRequestResponse: config.rpcAllowSameRequestResponse,
    rpcAllowGoogleProtobufEmptyRequests: config.rpcAllowGoogleProtobufEmptyRequests,
    rpcAllowGoogleProtobufEmptyResponses: config.rpcAllowGoogleProtobufEmptyResponses,
    allowsCommentIgnores: config.allowsCommentIgnores,
  }
  const resolved = resolveLintRules(full)
  const errors = resolved.errors.map((problem) => ({ id: problem.id, located: locate(config, problem) }))
  const warnings = resolved.warnings.map((problem) => locate(config, problem))
  if (!hasPlugins) return { policy: full, errors: errors.map(({ located }) => located), warnings }
  const unknown = new Set(errors.map(({ id }) => id))
  return {
    policy: withoutIds(full, unknown),
    errors: [],
    warnings: [...errors.map(({ located }) => withPluginNote(located)), ...warnings],
  }
}

type Problem = ReturnType<typeof resolveLintRules>['errors'][number]

function locate(config: LintConfig, { part, id, message }: Problem): ConfigProblem {
  const ids = part === 'ignoreOnly' ? config.ignoreOnly : config[part].map(({ text, node }) => ({ id: text, node }))
  const node = ids.find((entry) => entry.id === id)?.node ?? config.use[0]?.node ?? config.except[0]?.node
  return node?.problem(message) ?? { path: undefined, position: undefined, message }
}

function withPluginNote(problem: ConfigProblem): ConfigProblem {
  return { ...problem, message: `${problem.message}; check plugins are not run` }
}

function withoutIds(policy: LintPolicy, unknown: ReadonlySet<string>): LintPolicy {
  const isKnown = (id: string) => !unknown.has(id)
  const use = policy.use.filter(isKnown)
  return {
    ...policy,
    use,
    except: policy.except.filter(isKnown),
    ignoreOnly: Object.fromEntries(Object.entries(policy.ignoreOnly).filter(([id]) => isKnown(id))),
    // An empty `use` would mean the default rules.
    ignore: use.length === 0 && policy.use.length > 0 ? ['.'] : policy.ignore,
  }
}
