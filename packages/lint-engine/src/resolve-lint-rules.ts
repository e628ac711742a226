import { CATEGORIES, CATEGORY_ALIASES } from './category.ts'
import type { LintPolicy, LintPolicyVersion } from './lint-policy.ts'
import type { LintRuleInfo } from './rule.ts'
import { LINT_RULES } from './rules/index.ts'

/** Something about the ids of a policy that its author should know. */
export interface LintPolicyProblem {
  readonly part: 'use' | 'except' | 'ignoreOnly'
  /** The id as written; '' when it is the whole that is wrong. */
  readonly id: string
  readonly message: string
}

/** The rules that a policy switches on. */
export interface ResolvedLintRules {
  /** In the order of the list of rules; no deprecated ones, and none that this engine does not check. */
  readonly active: readonly LintRuleInfo[]
  /** Rule id to the paths where that rule is silent. */
  readonly ignoreOnly: ReadonlyMap<string, readonly string[]>
  /** With any of these the policy can't be used: `lint` throws. */
  readonly errors: readonly LintPolicyProblem[]
  /** Ids that are accepted and check nothing. */
  readonly warnings: readonly LintPolicyProblem[]
}

/**
 * Looks up the rule and category ids of a policy; they are case-sensitive. Nothing is thrown: unknown ids, and a policy
 * that leaves no rule, are `errors`.
 *
 * Source: `lint` in the documentation of buf.yaml, and the behaviour of buf 1.75.
 */
export function resolveLintRules(policy: LintPolicy): ResolvedLintRules {
  const errors: LintPolicyProblem[] = []
  const warnings: LintPolicyProblem[] = []
  const known = LINT_RULES.filter((rule) => rule.categories[policy.version] !== undefined)
  const lookUp = (part: LintPolicyProblem['part'], id: string): readonly string[] => {
    const rule = known.find((one) => one.id === id)
    if (rule !== undefined && rule.status !== 'checked') {
      if (part === 'use') warnings.push({ part, id, message: UNCHECKED[rule.status](id) })
      return []
    }
    if (rule !== undefined) return [id]
    const category = CATEGORY_ALIASES[id] ?? id
    const members = known.filter((one) => one.categories[policy.version]?.some((other) => other === category))
    if (members.length === 0) errors.push({ part, id, message: unknownMessage(id, policy.version, known) })
    return members.map((member) => member.id)
  }
  const used = new Set((policy.use.length === 0 ? ['STANDARD'] : policy.use).flatMap((id) => lookUp('use', id)))
  const excepted = new Set(policy.except.flatMap((id) => lookUp('except', id)))
  const ignoreOnly = new Map<string, string[]>()
  for (const [id, paths] of Object.entries(policy.ignoreOnly)) {
    for (const rule of lookUp('ignoreOnly', id)) ignoreOnly.set(rule, [...(ignoreOnly.get(rule) ?? []), ...paths])
  }
  const active = known.filter(({ id, status }) => status === 'checked' && used.has(id) && !excepted.has(id))
  if (active.length === 0 && errors.length === 0) {
    errors.push({ part: 'use', id: '', message: 'no rule is left; take something off "except", or add to "use"' })
  }
  return { active, ignoreOnly, errors, warnings }
}

const UNCHECKED = {
  deprecated: (id: string) => `"${id}" is deprecated and checks nothing; remove it`,
  unsupported: (id: string) => `"${id}" is not checked here; buf lint checks it`,
} as const

function unknownMessage(id: string, version: LintPolicyVersion, known: readonly LintRuleInfo[]): string {
  const message = `"${id}" is not a lint rule or category of ${version}`
  const upper = id.toUpperCase()
  const categories = CATEGORIES.filter((category) => known.some((one) => one.categories[version]?.includes(category)))
  if (upper !== id && (known.some((one) => one.id === upper) || categories.some((one) => one === upper))) {
    return `${message}; ids are written in capitals: "${upper}"`
  }
  const elsewhere = LINT_RULES.find((rule) => rule.id === id)
  if (elsewhere !== undefined) return `${message}; it is one of ${Object.keys(elsewhere.categories).join(' and ')}`
  return `${message}; the categories are ${categories.join(', ')}, and the rules are listed in docs/reference/lint.md`
}
