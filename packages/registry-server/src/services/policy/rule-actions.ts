import {
  defaultOwnPolicy,
  defaultPolicy,
  HISTORY_RULES,
  RULES,
  resolveOwnRules,
  resolveRules,
} from '@wireproof/diff-engine'
import type { BreakingPolicy, PolicyAction } from './policy.ts'

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id))
const HISTORY_RULE_IDS: ReadonlySet<string> = new Set(HISTORY_RULES.map(({ id }) => id))

/**
 * The categories that the rules about reused numbers and names are in here: those with a rule about the deletion, which
 * is the first half of a reuse. Source: FIELD_NO_DELETE and its variants for what is reserved.
 */
const REUSE_CATEGORIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['FILE', ['NAME_REUSED', 'NUMBER_REUSED']],
  ['PACKAGE', ['NAME_REUSED', 'NUMBER_REUSED']],
  ['WIRE_JSON', ['NAME_REUSED', 'NUMBER_REUSED']],
  ['WIRE', ['NUMBER_REUSED']],
])

/** Which part of the engine finds what a rule is about. */
export type RuleKind = 'classic' | 'exact' | 'reuse'

/** The rules that an id stands for, or why it stands for none. */
export type IdMeaning =
  | { readonly rules: readonly { readonly id: string; readonly kind: RuleKind }[]; readonly isCategory: boolean }
  | { readonly problem: string }

/** What the id of a rule or a category means in a policy; buf's and our own. */
export function meaningOf(id: string): IdMeaning {
  if (HISTORY_RULE_IDS.has(id)) return { rules: [{ id, kind: 'reuse' }], isCategory: false }
  const own = resolveOwnRules({ ...defaultOwnPolicy(), use: [id] })
  if (own.errors.length === 0) {
    const isCategory = own.active.every((rule) => rule.id !== id)
    return { rules: own.active.map((rule) => ({ id: rule.id, kind: 'exact' })), isCategory }
  }
  const { active, errors } = resolveRules({ ...defaultPolicy('v2'), use: [id] })
  const [error] = errors
  if (error !== undefined) return { problem: error.message }
  const classic = active.map((rule) => ({ id: rule.id, kind: 'classic' as const }))
  const reuse = (REUSE_CATEGORIES.get(id) ?? []).map((rule) => ({ id: rule, kind: 'reuse' as const }))
  return { rules: [...classic, ...reuse], isCategory: !RULE_IDS.has(id) }
}

/** What a level makes of a rule. */
export interface RuleAction {
  readonly action: PolicyAction
  readonly kind: RuleKind
  /** Whether the rule was named itself, and not by a category: then also what it takes for a mere warning blocks. */
  readonly isNamed: boolean
}

/**
 * What a level makes of each rule; those that it leaves off are not there. The id of a rule goes before the id of a
 * category, `off` before both lists, `block` before `warn`. Unknown ids are skipped: they were refused when the policy
 * was set, and a rule that a later version no longer has cannot find anything.
 */
export function ruleActions(breaking: BreakingPolicy): Map<string, RuleAction> {
  const actions = new Map<string, RuleAction>()
  for (const isNamed of [false, true]) {
    const pick = (ids: readonly string[]) =>
      ids
        .map(meaningOf)
        .flatMap((meaning) => ('rules' in meaning && meaning.isCategory !== isNamed ? meaning.rules : []))
    for (const { id, kind } of pick(breaking.warn)) actions.set(id, { action: 'warn', kind, isNamed })
    for (const { id, kind } of pick(breaking.block)) actions.set(id, { action: 'block', kind, isNamed })
    for (const { id } of pick(breaking.off)) actions.delete(id)
  }
  return actions
}
