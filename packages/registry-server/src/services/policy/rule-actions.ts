import { defaultPolicy, RULES, resolveRules } from '@wireproof/diff-engine'
import type { BreakingPolicy, PolicyAction } from './policy.ts'

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id))

/** The rules that an id stands for, or why it stands for none. */
export type IdMeaning = { readonly rules: readonly string[] } | { readonly problem: string }

/** What the id of a rule or a category means in a policy. */
export function meaningOf(id: string): IdMeaning {
  const { active, errors } = resolveRules({ ...defaultPolicy('v2'), use: [id] })
  const [error] = errors
  return error === undefined ? { rules: active.map((rule) => rule.id) } : { problem: error.message }
}

/**
 * What a level makes of each rule; those that it leaves off are not there. The id of a rule goes before the id of a
 * category, `off` before both lists, `block` before `warn`. Unknown ids are skipped: they were refused when the policy
 * was set, and a rule that a later version no longer has cannot find anything.
 */
export function ruleActions(breaking: BreakingPolicy): Map<string, PolicyAction> {
  const actions = new Map<string, PolicyAction>()
  for (const isRule of [false, true]) {
    const pick = (ids: readonly string[]) =>
      ids
        .filter((id) => RULE_IDS.has(id) === isRule)
        .map(meaningOf)
        .flatMap((meaning) => ('rules' in meaning ? meaning.rules : []))
    for (const rule of pick(breaking.warn)) actions.set(rule, 'warn')
    for (const rule of pick(breaking.block)) actions.set(rule, 'block')
    for (const rule of pick(breaking.off)) actions.delete(rule)
  }
  return actions
}
