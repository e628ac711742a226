import type { Image } from '@wireproof/compiler'
import type { Category } from './category.ts'
import { directionOf } from './evidence/direction-of.ts'
import { type Evidence, ProofSearch } from './evidence/proof-search.ts'
import { RULE_EVIDENCE } from './evidence/rule-evidence.ts'
import type { Finding } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import { PathSet } from './path-set.ts'
import type { Policy } from './policy.ts'
import { PolicyError } from './policy-error.ts'
import { resolveRules } from './resolve-rules.ts'
import type { AnyRule, HookName, Hooks, Report } from './rule.ts'
import { RULES_WITH_CHECKS } from './rules/index.ts'
import type { FileElement } from './schema/element.ts'
import { SchemaIndex } from './schema/schema-index.ts'
import { placeOf } from './site.ts'
import { sortFindings } from './sort-findings.ts'
import { isUnstablePackage } from './unstable-package.ts'
import { walk } from './walk.ts'
import { describeProof } from './wire/proof.ts'

/**
 * The promises that `next` breaks, for readers and users of `prev`, by the rules of `policy`.
 *
 * Findings without a file in `next` come first, then by path, line, column and rule id; none is there twice. Each has
 * payloads that show it, or says why not. Throws PolicyError when `resolveRules(policy)` has errors, and
 * ConflictingSchemaError when a side declares something twice. Time and memory are linear in the size of the images;
 * the number of payloads that are tried is bounded.
 */
export function diff(prev: Image, next: Image, policy: Policy): Finding[] {
  const resolved = resolveRules(policy)
  if (resolved.errors.length > 0) throw new PolicyError(resolved.errors)
  const isActive = new Set(resolved.active.map(({ id }) => id))
  const isWanted = createFilter(policy)
  const sides = [new SchemaIndex('prev', prev), new SchemaIndex('next', next)] as const
  const search = new ProofSearch(...sides, 'ignoreUnknown')
  const findings: Finding[] = []
  const listeners = new Map<HookName, Listener[]>()
  for (const rule of RULES_WITH_CHECKS) {
    if (!isActive.has(rule.id)) continue
    const categories = rule.categories[policy.version] ?? []
    const ignored = new PathSet(resolved.ignoreOnly.get(rule.id) ?? [])
    const findEvidence = bindEvidence(rule, search)
    const listener = bind(rule, (report, pair) => {
      if (!isWanted(report) || filesOf(report).some((file) => ignored.has(file.path))) return
      findings.push(buildFinding(rule.id, categories, report, findEvidence(report, pair)))
    })
    const known = listeners.get(rule.on)
    if (known === undefined) listeners.set(rule.on, [listener])
    else known.push(listener)
  }
  walk(...sides, (hook, ...pair) => {
    for (const listen of listeners.get(hook) ?? []) listen(...pair)
  })
  return sortFindings(findings)
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

/** True for a report that none of the parts of the policy that hold for all rules silences. */
function createFilter(policy: Policy): (report: Report) => boolean {
  const ignored = new PathSet(policy.ignore)
  const isSilent = (file: FileElement) =>
    (policy.excludeImports && file.image.isImport) ||
    (policy.ignoreUnstablePackages && isUnstablePackage(file.package)) ||
    ignored.has(file.path)
  return (report) => !filesOf(report).some(isSilent)
}

/** The files that decide whether a report is to be ignored: either side is enough. */
function filesOf(report: Report): FileElement[] {
  const files = report.at === undefined ? [] : [report.at.file]
  if (report.isAddition !== true) files.push(report.against.file)
  return files
}

function buildFinding(rule: string, categories: readonly Category[], report: Report, evidence: Evidence): Finding {
  const { symbol, what, harm, instead } = report
  return {
    rule,
    categories,
    severity: 'error',
    direction: directionOf(evidence),
    message: `${what}. ${harm} ${instead}`,
    at: placeOf(report.at),
    against: placeOf(report.against),
    symbol,
    fingerprint: fingerprint(rule, symbol, report.nature),
    proofs: evidence.losses?.map(describeProof) ?? [],
    withoutProof: evidence.withoutProof,
  }
}
