import type { Image } from '@wireproof/compiler'
import type { HookName, Hooks, Report } from '../../rule.ts'
import { RULES_WITH_CHECKS } from '../../rules/index.ts'
import { SchemaIndex } from '../../schema/schema-index.ts'
import { walk } from '../../walk.ts'
import type { DirectedLoss } from '../../wire/prove-message-pair.ts'
import type { JsonProfile } from '../../wire/read-json.ts'
import { type Evidence, ProofSearch } from '../proof-search.ts'
import { RULE_EVIDENCE } from '../rule-evidence.ts'

/** The losses behind the proofs of one finding. */
export interface FindingLosses {
  readonly rule: string
  readonly symbol: string
  readonly losses: readonly DirectedLoss[]
}

/** What stands behind the proofs of all findings of buf's rules: a finding itself holds words only. */
export function classicLosses(prev: Image, next: Image, profile: JsonProfile): FindingLosses[] {
  const sides = [new SchemaIndex('prev', prev), new SchemaIndex('next', next)] as const
  const search = new ProofSearch(...sides, profile)
  const found: FindingLosses[] = []
  walk(...sides, (hook: HookName, ...pair: Hooks[HookName]) => {
    for (const rule of RULES_WITH_CHECKS) {
      if (rule.on !== hook) continue
      const check = rule.check as (report: (report: Report) => void, ...pair: Hooks[HookName]) => void
      const find = RULE_EVIDENCE[rule.id]?.find as
        | ((search: ProofSearch, report: Report, ...pair: Hooks[HookName]) => Evidence)
        | undefined
      check(
        (report) => {
          const losses = find?.(search, report, ...pair).losses ?? []
          if (losses.length > 0) found.push({ rule: rule.id, symbol: report.symbol, losses })
        },
        ...pair,
      )
    }
  })
  return found
}
