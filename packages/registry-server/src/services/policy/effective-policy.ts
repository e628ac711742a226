import { createHash } from 'node:crypto'
import { defaultOwnPolicy, defaultPolicy } from '@wireproof/diff-engine'
import { resolveLintRules } from '@wireproof/lint-engine'
import type { PolicyRecords } from '../../storage/records.ts'
import type { JudgedPolicy } from '../../workers/judge.ts'
import type { JudgedLint } from '../../workers/judge-style.ts'
import { toLintParts } from './lint-actions.ts'
import { type BreakingPolicy, DEFAULT_BREAKING, type Policy, type PolicyAction, parsePolicy } from './policy.ts'
import { meaningOf, type RuleAction, type RuleKind, ruleActions } from './rule-actions.ts'

/** What holds for a module when all levels are taken together. */
export interface EffectivePolicy {
  /** Levels that leave out the same places are one part; a change is held to all parts. */
  readonly parts: readonly JudgedPolicy[]
  /** The same for style. */
  readonly lint: readonly JudgedLint[]
  readonly uniqueTypes: boolean
  readonly uniquePaths: boolean
  readonly levels: Readonly<Record<keyof PolicyRecords, Policy | undefined>>
  /** Changes with what any level says; `sha256:` and hex. */
  readonly digest: string
}

/** The strictest of what the levels say: a lower level can add to a higher one, and take nothing from it. */
export function effectivePolicy(records: PolicyRecords): EffectivePolicy {
  const levels = {
    registry: parsePolicy(records.registry),
    owner: parsePolicy(records.owner),
    module: parsePolicy(records.module),
  }
  const set = Object.values(levels).filter((level) => level !== undefined)
  const breaking = set.map((level) => level.breaking).filter((level) => level !== undefined)
  const uniqueTypes = set.some((level) => level.uniqueTypes)
  const uniquePaths = set.some((level) => level.uniquePaths)
  const judged = breaking.length === 0 ? [DEFAULT_BREAKING] : breaking
  const lint = set.map((level) => level.lint).filter((level) => level !== undefined)
  const text = JSON.stringify([judged, lint, uniqueTypes, uniquePaths])
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  return { parts: toParts(judged), lint: toLintParts(lint), uniqueTypes, uniquePaths, levels, digest }
}

function toParts(levels: readonly BreakingPolicy[]): JudgedPolicy[] {
  const parts = new Map<string, { level: BreakingPolicy; actions: Map<string, RuleAction> }>()
  for (const level of levels) {
    const { ignore, ignoreOnly, ignoreUnstablePackages } = level
    const key = JSON.stringify([ignore, ignoreOnly, ignoreUnstablePackages])
    const part = parts.get(key) ?? { level, actions: new Map() }
    parts.set(key, part)
    for (const [rule, action] of ruleActions(level)) {
      if (part.actions.get(rule)?.action !== 'block') part.actions.set(rule, action)
    }
  }
  return [...parts.values()].filter(({ actions }) => actions.size > 0).map(toJudgedPolicy)
}

function toJudgedPolicy(part: { level: BreakingPolicy; actions: Map<string, RuleAction> }): JudgedPolicy {
  const { ignore, ignoreUnstablePackages } = part.level
  const pick = (kind: RuleKind) => [...part.actions].filter(([, action]) => action.kind === kind).map(([id]) => id)
  const ignoreOnly = pathsByRule(part.level)
  const pathsOf = (kind: RuleKind) => Object.fromEntries(ignoreOnly.get(kind) ?? [])
  const named = [...part.actions].filter(([, { action, isNamed }]) => action === 'block' && isNamed)
  return {
    policy: {
      ...defaultPolicy('v2'),
      use: pick('classic'),
      ignore,
      ignoreOnly: pathsOf('classic'),
      ignoreUnstablePackages,
      // What a dependency promises was checked when that was pushed.
      excludeImports: true,
      own: {
        ...defaultOwnPolicy(),
        use: pick('exact'),
        ignoreOnly: { ...pathsOf('exact'), ...pathsOf('reuse') },
        severities: Object.fromEntries(named.map(([id]) => [id, 'error' as const])),
      },
    },
    actions: new Map(Array.from(part.actions, ([id, { action }]) => [id, action])),
  }
}

/** What `ignoreOnly` says, by single rules. */
function pathsByRule({ ignoreOnly }: BreakingPolicy): Map<RuleKind, Map<string, string[]>> {
  const kinds = new Map<RuleKind, Map<string, string[]>>()
  for (const [key, paths] of Object.entries(ignoreOnly)) {
    const meaning = meaningOf(key)
    for (const { id, kind } of 'rules' in meaning ? meaning.rules : []) {
      const rules = kinds.get(kind) ?? new Map<string, string[]>()
      kinds.set(kind, rules)
      rules.set(id, [...(rules.get(id) ?? []), ...paths])
    }
  }
  return kinds
}

/** A rule and the strictest that any part says of it. */
export interface EffectiveRule {
  readonly id: string
  readonly action: PolicyAction
  /** True when the parts that are so strict leave out some paths or packages. */
  readonly isPartial: boolean
}

/** Sorted by id. */
export function effectiveRules({ parts }: EffectivePolicy): EffectiveRule[] {
  return strictest(parts, ({ policy }, id) => {
    const paths = [policy.ignoreOnly, policy.own?.ignoreOnly ?? {}]
    return policy.ignore.length > 0 || policy.ignoreUnstablePackages || paths.some((one) => Object.hasOwn(one, id))
  })
}

/** Rules of style, sorted by id. */
export function effectiveLintRules({ lint }: EffectivePolicy): EffectiveRule[] {
  return strictest(lint, ({ policy }, id) => {
    const { ignoreOnly } = resolveLintRules(policy)
    return policy.ignore.length > 0 || ignoreOnly.has(id)
  })
}

function strictest<Part extends { readonly actions: ReadonlyMap<string, PolicyAction> }>(
  parts: readonly Part[],
  leavesOut: (part: Part, id: string) => boolean,
): EffectiveRule[] {
  const ids = new Set(parts.flatMap(({ actions }) => [...actions.keys()]))
  return [...ids].sort().map((id) => {
    const action = parts.some(({ actions }) => actions.get(id) === 'block') ? 'block' : 'warn'
    const isPartial = parts.filter(({ actions }) => actions.get(id) === action).every((part) => leavesOut(part, id))
    return { id, action, isPartial }
  })
}
