import { CATEGORIES } from './category.ts'
import type { Policy, PolicyVersion } from './policy.ts'
import type { RuleInfo } from './rule.ts'
import { ALL_RULES } from './rules/index.ts'

/** Something about the ids of a policy that its author should know. */
export interface PolicyProblem {
  readonly part: 'use' | 'except' | 'ignoreOnly'
  /** The id as written; '' when it is the whole that is wrong. */
  readonly id: string
  readonly message: string
}

/** The rules that a policy switches on. */
export interface ResolvedRules {
  /** Sorted by id; no deprecated ones. */
  readonly active: readonly RuleInfo[]
  /** Rule id to the paths where that rule is silent. */
  readonly ignoreOnly: ReadonlyMap<string, readonly string[]>
  /** With any of these the policy can't be used: `diff` throws. */
  readonly errors: readonly PolicyProblem[]
  /** Deprecated ids: the policy works, with what has taken their place. */
  readonly warnings: readonly PolicyProblem[]
}

/**
 * Looks up the rule and category ids of a policy; they are case-sensitive. Deprecated ids stand for what replaces
 * them. Nothing is thrown: unknown ids, and a policy that leaves no rule, are `errors`.
 *
 * Source: `breaking` in the documentation of buf.yaml, and the behaviour of buf 1.75.
 */
export function resolveRules(policy: Policy): ResolvedRules {
  const lookUp = new IdLookUp(policy.version)
  const used = lookUp.all('use', policy.use.length === 0 ? ['FILE'] : policy.use)
  const excepted = lookUp.all('except', policy.except)
  const ignoreOnly = new Map<string, string[]>()
  for (const [id, paths] of Object.entries(policy.ignoreOnly)) {
    for (const rule of lookUp.all('ignoreOnly', [id])) ignoreOnly.set(rule, [...(ignoreOnly.get(rule) ?? []), ...paths])
  }
  const active = lookUp.known.filter(({ id }) => used.has(id) && !excepted.has(id))
  if (active.length === 0 && lookUp.errors.length === 0) {
    lookUp.errors.push({ part: 'use', id: '', message: noRuleLeft(policy) })
  }
  return { active, ignoreOnly, errors: lookUp.errors, warnings: lookUp.warnings }
}

class IdLookUp {
  readonly known: readonly RuleInfo[]
  readonly errors: PolicyProblem[] = []
  readonly warnings: PolicyProblem[] = []
  readonly #version: PolicyVersion
  readonly #byId: ReadonlyMap<string, RuleInfo>

  constructor(version: PolicyVersion) {
    this.#version = version
    const inVersion = ALL_RULES.filter((rule) => rule.categories[version] !== undefined)
    this.known = inVersion.filter((rule) => !rule.isDeprecated)
    this.#byId = new Map(inVersion.map((rule) => [rule.id, rule]))
  }

  all(part: PolicyProblem['part'], ids: readonly string[]): Set<string> {
    return new Set(ids.flatMap((id) => this.#one(part, id)))
  }

  #one(part: PolicyProblem['part'], id: string): readonly string[] {
    const rule = this.#byId.get(id)
    if (rule?.isDeprecated) {
      this.warnings.push({ part, id, message: deprecationMessage(rule) })
      return rule.replacements
    }
    if (rule !== undefined) return [id]
    const members = this.known.filter((other) => other.categories[this.#version]?.some((category) => category === id))
    if (members.length === 0) this.errors.push({ part, id, message: this.#unknownMessage(id) })
    return members.map((member) => member.id)
  }

  #unknownMessage(id: string): string {
    const version = this.#version
    const upper = id.toUpperCase()
    const categories = CATEGORIES.filter((category) =>
      this.known.some((rule) => rule.categories[version]?.includes(category)),
    )
    const message = `"${id}" is not a rule or category of ${version}`
    if (upper !== id && (this.#byId.has(upper) || categories.some((category) => category === upper))) {
      return `${message}; ids are written in capitals: "${upper}"`
    }
    const elsewhere = ALL_RULES.find((rule) => rule.id === id)
    if (elsewhere !== undefined) return `${message}; it is one of ${Object.keys(elsewhere.categories).join(' and ')}`
    if (CATEGORIES.some((category) => category === id)) return `${message}; only v2 has this category`
    return `${message}; the categories are ${categories.join(', ')}, and the rules are listed in docs/reference/rules.md`
  }
}

function deprecationMessage(rule: RuleInfo): string {
  if (rule.replacements.length === 0) return `"${rule.id}" is deprecated and checks nothing; remove it`
  const list = rule.replacements.map((id) => `"${id}"`).join(', ')
  return `"${rule.id}" is deprecated; write what is used in its place: ${list}`
}

function noRuleLeft(policy: Policy): string {
  return policy.except.length > 0
    ? 'no rule is left after "except"; take something off "except", or add to "use"'
    : 'no rule is left: all ids in "use" are deprecated and check nothing; name a rule or category'
}
