import { defaultLintPolicy, LINT_RULES, resolveLintRules } from '@wireproof/lint-engine'
import type { JudgedLint } from '../../workers/judge-style.ts'
import type { LintPolicy, PolicyAction } from './policy.ts'

const RULE_IDS: ReadonlySet<string> = new Set(LINT_RULES.map(({ id }) => id))

/** The rules of style that an id stands for, or why it stands for none. */
export function lintMeaningOf(id: string): { readonly rules: readonly string[] } | { readonly problem: string } {
  const { active, errors, warnings } = resolveLintRules({ ...defaultLintPolicy('v2'), use: [id] })
  // A rule that is known and not checked here would be a promise that nobody keeps.
  const [problem] = [...warnings, ...errors]
  return problem === undefined ? { rules: active.map((rule) => rule.id) } : { problem: problem.message }
}

/** What a level makes of each rule of style; as `ruleActions`. */
export function lintActions({ block, warn, off }: LintPolicy): Map<string, PolicyAction> {
  const actions = new Map<string, PolicyAction>()
  for (const isRule of [false, true]) {
    const pick = (ids: readonly string[]) =>
      ids
        .filter((id) => RULE_IDS.has(id) === isRule)
        .map(lintMeaningOf)
        .flatMap((meaning) => ('rules' in meaning ? meaning.rules : []))
    for (const rule of pick(warn)) actions.set(rule, 'warn')
    for (const rule of pick(block)) actions.set(rule, 'block')
    for (const rule of pick(off)) actions.delete(rule)
  }
  return actions
}

/** Levels with the same exceptions and settings as one part; those without a rule are left out. */
export function toLintParts(levels: readonly LintPolicy[]): JudgedLint[] {
  const parts = new Map<string, { level: LintPolicy; actions: Map<string, PolicyAction> }>()
  for (const level of levels) {
    const { block, warn, off, ...rest } = level
    const key = JSON.stringify(rest)
    const part = parts.get(key) ?? { level, actions: new Map() }
    parts.set(key, part)
    for (const [rule, action] of lintActions(level)) {
      if (part.actions.get(rule) !== 'block') part.actions.set(rule, action)
    }
  }
  return [...parts.values()]
    .filter(({ actions }) => actions.size > 0)
    .map(({ level, actions }) => ({ policy: toEnginePolicy(level, [...actions.keys()]), actions }))
}

function toEnginePolicy(level: LintPolicy, use: readonly string[]): JudgedLint['policy'] {
  const defaults = defaultLintPolicy('v2')
  return {
    ...defaults,
    use,
    ignore: level.ignore,
    ignoreOnly: level.ignoreOnly,
    enumZeroValueSuffix: level.enumZeroValueSuffix || defaults.enumZeroValueSuffix,
    serviceSuffix: level.serviceSuffix || defaults.serviceSuffix,
    rpcAllowSameRequestResponse: level.rpcAllowSameRequestResponse,
    rpcAllowGoogleProtobufEmptyRequests: level.rpcAllowGoogleProtobufEmptyRequests,
    rpcAllowGoogleProtobufEmptyResponses: level.rpcAllowGoogleProtobufEmptyResponses,
    allowsCommentIgnores: !level.disallowCommentIgnores,
  }
}
