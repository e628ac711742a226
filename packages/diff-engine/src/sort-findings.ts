import type { Finding, Place } from './finding.ts'

/**
 * Sorts findings for people and drops exact repetitions: those without a file first, then by path, start, rule,
 * message and end. Without a span the first character of the file counts.
 *
 * Source: the order of the output of buf 1.75.
 */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(compareFindings)
  return sorted.filter((finding, i) => i === 0 || compareFindings(sorted[i - 1]!, finding) !== 0)
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.at?.path ?? '', b.at?.path ?? '') ||
    startLine(a.at) - startLine(b.at) ||
    startColumn(a.at) - startColumn(b.at) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    (a.at?.span?.end.line ?? 1) - (b.at?.span?.end.line ?? 1) ||
    (a.at?.span?.end.column ?? 1) - (b.at?.span?.end.column ?? 1)
  )
}

function startLine(place: Place | undefined): number {
  return place?.span?.start.line ?? 1
}

function startColumn(place: Place | undefined): number {
  return place?.span?.start.column ?? 1
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
