import type { Finding } from '../finding.ts'
import type { Change } from './change.ts'

/** How far a version number must move, after Semantic Versioning 2.0.0. */
export type VersionStep = 'major' | 'minor' | 'patch' | 'none'

export interface Verdict {
  readonly step: VersionStep
  /** What made it so, a line each; empty for `none`. */
  readonly reasons: readonly string[]
}

/**
 * How big a comparison is as a whole:
 * - `major`: a promise of the policy is broken, so there is a finding that is an error;
 * - `minor`: no such finding, but a change of weight `minor`: something was added, deprecated, removed or changed that the
 *   policy does not protect;
 * - `patch`: only changes that neither data nor users of generated code notice, such as comments (`listTextChanges`);
 * - `none`: no difference.
 */
export function verdictOf(
  changes: readonly Pick<Change, 'weight' | 'description'>[],
  findings: readonly Pick<Finding, 'rule' | 'symbol' | 'severity'>[],
): Verdict {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    const reasons = new Set(errors.map(({ rule, symbol }) => `${rule}: ${symbol}`))
    return { step: 'major', reasons: [...reasons] }
  }
  for (const step of ['minor', 'patch'] as const) {
    const reasons = changes.filter(({ weight }) => weight === step).map(({ description }) => description)
    if (reasons.length > 0) return { step, reasons }
  }
  return { step: 'none', reasons: [] }
}
