import type { LintFinding, LintPlace } from './lint-finding.ts'

/**
 * Sorts findings by path, start, rule and message, and drops exact repetitions. Without a span the first character of
 * the file counts. Source: the order of the output of buf 1.75.
 */
export function sortFindings(findings: readonly LintFinding[]): LintFinding[] {
  const sorted = [...findings].sort(compareFindings)
  return sorted.filter((finding, i) => i === 0 || compareFindings(sorted[i - 1] as LintFinding, finding) !== 0)
}

function compareFindings(a: LintFinding, b: LintFinding): number {
  return (
    compareText(a.at.path, b.at.path) ||
    startLine(a.at) - startLine(b.at) ||
    startColumn(a.at) - startColumn(b.at) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  )
}

function startLine({ span }: LintPlace): number {
  return span?.start.line ?? 1
}

function startColumn({ span }: LintPlace): number {
  return span?.start.column ?? 1
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
