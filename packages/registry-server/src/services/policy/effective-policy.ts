import { createHash } from 'node:crypto'
import { defaultPolicy } from '@wireproof/diff-engine'
import type { PolicyRecords } from '../../storage/records.ts'
import type { JudgedPolicy } from '../../workers/judge.ts'
import { type BreakingPolicy, DEFAULT_BREAKING, type Policy, type PolicyAction, parsePolicy } from './policy.ts'
import { ruleActions } from './rule-actions.ts'

/** What holds for a module when all levels are taken together. */
export interface EffectivePolicy {
  /** Levels that leave out the same places are one part; a change is held to all parts. */
  readonly parts: readonly JudgedPolicy[]
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
  const text = JSON.stringify([judged, uniqueTypes, uniquePaths])
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  return { parts: toParts(judged), uniqueTypes, uniquePaths, levels, digest }
}

function toParts(levels: readonly BreakingPolicy[]): JudgedPolicy[] {
  const parts = new Map<string, { level: BreakingPolicy; actions: Map<string, PolicyAction> }>()
  for (const level of levels) {
    const { ignore, ignoreOnly, ignoreUnstablePackages } = level
    const key = JSON.stringify([ignore, ignoreOnly, ignoreUnstablePackages])
    const part = parts.get(key) ?? { level, actions: new Map() }
    parts.set(key, part)
    for (const [rule, action] of ruleActions(level)) {
      if (part.actions.get(rule) !== 'block') part.actions.set(rule, action)
    }
  }
  return [...parts.values()]
    .filter(({ actions }) => actions.size > 0)
    .map(({ level: { ignore, ignoreOnly, ignoreUnstablePackages }, actions }) => ({
      // Imports are left out: what a dependency promises was checked when that was pushed.
      policy: {
        ...defaultPolicy('v2'),
        use: [...actions.keys()],
        ignore,
        ignoreOnly,
        ignoreUnstablePackages,
        excludeImports: true,
      },
      actions,
    }))
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
  const ids = new Set(parts.flatMap(({ actions }) => [...actions.keys()]))
  return [...ids].sort().map((id) => {
    const action = parts.some(({ actions }) => actions.get(id) === 'block') ? 'block' : 'warn'
    const strictest = parts.filter(({ actions }) => actions.get(id) === action)
    return { id, action, isPartial: strictest.every((part) => leavesOut(part, id)) }
  })
}

function leavesOut({ policy }: JudgedPolicy, id: string): boolean {
  const silenced = Object.keys(policy.ignoreOnly).filter((key) => {
    const actions = ruleActions({ ...DEFAULT_BREAKING, block: [key] })
    return actions.has(id)
  })
  return policy.ignore.length > 0 || policy.ignoreUnstablePackages || silenced.length > 0
}
