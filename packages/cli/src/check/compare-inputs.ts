import { diff } from '@wireproof/diff-engine'
import type { listFixes as ListFixes } from '../fix/list-fixes.ts'
import { type ReportedFinding, reportFinding } from '../output/reported-finding.ts'
import { checkPolicyOf, type PolicyOptions } from './check-policy.ts'
import type { Sides } from './compile-sides.ts'
import { orExplainConflict } from './explain-conflict.ts'
import { pairInputs } from './pair-inputs.ts'
import type { Pairing } from './pair-modules.ts'

export interface Comparison {
  /** Sorted by path, line, column and rule; what is gone from the new files comes first. */
  readonly findings: readonly ReportedFinding[]
  readonly pairing: Pairing
}

/** Compares the modules of two inputs, each by its own policy; `listFixes` adds what to do. Throws a Failure. */
export function compareInputs(sides: Sides, options: PolicyOptions, listFixes?: typeof ListFixes): Comparison {
  const pairing = pairInputs(sides)
  const findings = pairing.pairs.flatMap((pair) => {
    const { prev, next } = pair
    const policy = checkPolicyOf(next, options)
    const found = orExplainConflict(sides, () => diff(prev.image, next.image, policy))
    const fixes = listFixes?.(sides, pair, found)
    return found.map((finding) => {
      const fix = fixes?.get(finding)
      return { ...reportFinding(finding, sides.next.show, sides.prev.show), ...(fix && { fix }) }
    })
  })
  return { findings: sortUnique(findings), pairing }
}

/** Sorts findings; a file that two modules import is compared with each of them, and reported once. */
export function sortUnique(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const unique = new Map<string, ReportedFinding>()
  for (const finding of findings) {
    const { proofs: _, withoutProof: __, fix, ...place } = finding
    const key = JSON.stringify(place)
    // Only where the file is the module's own can it be edited.
    if (!unique.has(key) || (fix?.edits.length ?? 0) > 0) unique.set(key, finding)
  }
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.path ?? '', b.path ?? '') ||
      (a.start.line ?? 0) - (b.start.line ?? 0) ||
      (a.start.column ?? 0) - (b.start.column ?? 0) ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  )
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
