import type { LintFinding } from '@wireproof/lint-engine'
import { type ReportedPosition, reportPlace, type ShowPath } from '../output/reported-finding.ts'

/** A style finding with its path as the user knows it: what the formats print. Keys in the order of the JSON. */
export interface ReportedLintFinding {
  readonly rule: string
  readonly categories: readonly string[]
  readonly message: string
  readonly path: string | null
  readonly start: ReportedPosition
  /** Just behind the last character; equal to the start when the file as a whole is meant. */
  readonly end: ReportedPosition
  readonly symbol: string
}

/** Makes a finding of the lint engine ready to be shown. */
export function reportLintFinding(finding: LintFinding, show: ShowPath): ReportedLintFinding {
  const { rule, categories, message, symbol } = finding
  return { rule, categories, message, ...reportPlace(finding.at, show), symbol }
}
