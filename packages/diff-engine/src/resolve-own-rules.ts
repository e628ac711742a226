import type { Severity } from './finding.ts'
import { HISTORY_RULES } from './history/history-rules.ts'
import type { OwnPolicy } from './policy.ts'
import { ALL_RULES } from './rules/index.ts'
import { EXACT_CATEGORIES, EXACT_RULES, type ExactRule } from './wire/exact-rules.ts'

/** An id in our part of a policy that means nothing there. */
export interface OwnPolicyProblem {
  readonly part: 'use' | 'except' | 'ignoreOnly' | 'severities'
  /** The id as written. */
  readonly id: string
  readonly message: string
}

/** What our part of a policy switches on. */
export interface ResolvedOwnRules {
  /** Sorted by id. */
  readonly active: readonly ExactRule[]
  /** Rule id to the paths where that rule is silent. */
  readonly ignoreOnly: ReadonlyMap<string, readonly string[]>
  /** With any of these the policy can't be used: `diff` throws. */
  readonly errors: readonly OwnPolicyProblem[]
}

/** Our part of a policy that says nothing. */
export function defaultOwnPolicy(): OwnPolicy {
  return {
    use: [],
    except: [],
    ignore: [],
    ignoreOnly: {},
    direction: 'both',
    jsonProfile: 'ignoreUnknown',
    severities: {},
  }
}

/**
 * Looks up the ids of our part of a policy; they are case-sensitive. Only our own rules and categories can be switched
 * here, as buf.yaml does that for buf's, but every rule has a severity. The rules about history can't be switched on,
 * since they belong to a check against a history, but can be excepted.
 */
export function resolveOwnRules(own: OwnPolicy): ResolvedOwnRules {
  const errors: OwnPolicyProblem[] = []
  const look = (part: OwnPolicyProblem['part'], ids: readonly string[]) =>
    new Set(
      ids.flatMap((id) => {
        const found = rulesOf(id)
        const isHistory = part !== 'use' && HISTORY_RULES.some((rule) => rule.id === id)
        if (found.length === 0 && !isHistory) errors.push({ part, id, message: switchMessage(part, id) })
        return found
      }),
    )
  const used = look('use', own.use)
  const excepted = look('except', own.except)
  const ignoreOnly = new Map<string, string[]>()
  for (const [id, paths] of Object.entries(own.ignoreOnly)) {
    for (const rule of look('ignoreOnly', [id])) ignoreOnly.set(rule, [...(ignoreOnly.get(rule) ?? []), ...paths])
  }
  for (const id of Object.keys(own.severities)) {
    const message = severityMessage(id)
    if (message !== undefined) errors.push({ part: 'severities', id, message })
  }
  const active = EXACT_RULES.filter(({ id }) => used.has(id) && !excepted.has(id))
  return { active, ignoreOnly, errors }
}

/** What a finding of a rule counts for under a policy. */
export function severityOf(rule: string, own: OwnPolicy | undefined): Severity {
  const chosen = own !== undefined && Object.hasOwn(own.severities, rule) ? own.severities[rule] : undefined
  return chosen ?? EXACT_RULES.find(({ id }) => id === rule)?.severity ?? 'error'
}

/** Ids of the rules that an id of ours stands for. */
function rulesOf(id: string): string[] {
  return EXACT_RULES.filter((rule) => rule.id === id || rule.categories.some((category) => category === id)).map(
    (rule) => rule.id,
  )
}

function switchMessage(part: OwnPolicyProblem['part'], id: string): string {
  const isOfBuf = isRuleOfBuf(id) || ALL_RULES.some(({ categories }) => categories.v2?.some((one) => one === id))
  if (isOfBuf) return `"${id}" is switched in buf.yaml; only our own rules and categories are switched here`
  if (HISTORY_RULES.some((rule) => rule.id === id)) {
    return `"${id}" is on in every check against a history (--against-all); it can only be excepted`
  }
  const upper = id.toUpperCase()
  const hint =
    upper !== id && rulesOf(upper).length > 0
      ? `ids are written in capitals: "${upper}"`
      : `the categories are ${EXACT_CATEGORIES.join(' and ')}, and the rules are listed in docs/reference/wire-exact.md`
  return `"${id}" is not one of our own rules or categories${part === 'use' ? '' : ' that can be left out'}; ${hint}`
}

/** Undefined when the id is that of a rule. */
function severityMessage(id: string): string | undefined {
  if (EXACT_RULES.some((rule) => rule.id === id) || HISTORY_RULES.some((rule) => rule.id === id)) return undefined
  const rule = ALL_RULES.find((one) => one.id === id)
  if (rule === undefined) {
    const isCategory =
      rulesOf(id).length > 0 || ALL_RULES.some(({ categories }) => categories.v2?.some((c) => c === id))
    return isCategory
      ? `"${id}" is a category; a severity is given to a rule`
      : `"${id}" is not a rule; the rules are listed in docs/reference/rules.md and docs/reference/wire-exact.md`
  }
  if (!rule.isDeprecated) return undefined
  const instead = rule.replacements.map((one) => `"${one}"`).join(', ')
  return `"${id}" is deprecated and has no findings; ${instead === '' ? 'remove it' : `write ${instead}`}`
}

function isRuleOfBuf(id: string): boolean {
  return ALL_RULES.some((rule) => rule.id === id)
}
