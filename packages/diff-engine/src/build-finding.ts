import type { Finding } from './finding.ts'
import { fingerprint } from './fingerprint.ts'
import type { Report } from './rule.ts'
import { placeOf } from './site.ts'

/** What is said of a finding beside the report of its rule. */
export type Judgement = Pick<Finding, 'rule' | 'categories' | 'severity' | 'direction' | 'proofs' | 'withoutProof'>

/** A finding out of what a rule reports. */
export function buildFinding(judgement: Judgement, report: Report): Finding {
  const { rule, categories, severity, direction, proofs, withoutProof } = judgement
  const { symbol, what, harm, instead } = report
  return {
    rule,
    categories,
    severity,
    direction,
    message: `${what}. ${harm} ${instead}`,
    at: placeOf(report.at),
    against: placeOf(report.against),
    symbol,
    fingerprint: fingerprint(rule, symbol, report.nature),
    proofs,
    withoutProof,
  }
}
