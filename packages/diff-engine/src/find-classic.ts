import { PathSet } from '@wireproof/rule-policy'
import { buildFinding } from './build-finding.ts'
import { directionOf } from './evidence/direction-of.ts'
import { type Evidence, ProofSearch } from './evidence/proof-search.ts'
import { RULE_EVIDENCE } from './evidence/rule-evidence.ts'
import type { Finding } from './finding.ts'
import type { OwnPolicy, Policy } from './policy.ts'
import { createFilter, filesOf } from './policy-filter.ts'
import { severityOf } from './resolve-own-rules.ts'
import type { ResolvedRules } from './resolve-rules.ts'
import type { AnyRule, HookName, Hooks, Report } from './rule.ts'
import { RULES_WITH_CHECKS } from './rules/index.ts'
import type { SchemaIndex } from './schema/schema-index.ts'
import { walk } from './walk.ts'
import { describeProof } from './wire/proof.ts'

/** The findings of buf's rules, in the order of the walk, each with its proofs. */
export function findClassic(
  prev: SchemaIndex,
  next: SchemaIndex,
  policy: Policy,
  own: OwnPolicy,
  rules: ResolvedRules,
): Finding[] {
  const isActive = new Set(rules.active.map(({ id }) => id))
  const isWanted = createFilter(policy)
  const search = new ProofSearch(prev, next, own.jsonProfile)
  const findings: Finding[] = []
  const listeners = new Map<HookName, Listener[]>()
  for (const rule of RULES_WITH_CHECKS) {
    if (!isActive.has(rule.id)) continue
    const categories = rule.categories[policy.version] ?? []
    const severity = severityOf(rule.id, own)
    const ignored = new PathSet(rules.ignoreOnly.get(rule.id) ?? [])
    const findEvidence = bindEvidence(rule, search)
    const listener = bind(rule, (report, pair) => {
      if (!isWanted(report) || filesOf(report).some((file) => ignored.has(file.path))) return
      const evidence = findEvidence(report, pair)
      const proofs = evidence.losses?.map(describeProof) ?? []
      const direction = directionOf(evidence)
      const { withoutProof } = evidence
      findings.push(buildFinding({ rule: rule.id, categories, severity, direction, proofs, withoutProof }, report))
    })
    const known = listeners.get(rule.on)
    if (known === undefined) listeners.set(rule.on, [listener])
    else known.push(listener)
  }
  walk(prev, next, (hook, ...pair) => {
    for (const listen of listeners.get(hook) ?? []) listen(...pair)
  })
  return findings
}

type Pair = Hooks[HookName]
type Listener = (...pair: Pair) => void

// A listener is only ever called for the hook of its rule, which TypeScript can't see through the map of listeners.
function bind(rule: AnyRule, report: (report: Report, pair: Pair) => void): Listener {
  const check = rule.check as (report: (report: Report) => void, ...pair: Pair) => void
  return (...pair) => check((one) => report(one, pair), ...pair)
}

/** How the payloads that show a finding of the rule are found. */
function bindEvidence(rule: AnyRule, search: ProofSearch): (report: Report, pair: Pair) => Evidence {
  const row = RULE_EVIDENCE[rule.id]
  if (row?.on !== rule.on) throw new Error(`there is no row of evidence for ${rule.id}`)
  const find = row.find as (search: ProofSearch, report: Report, ...pair: Pair) => Evidence
  return (report, pair) => find(search, report, ...pair)
}
