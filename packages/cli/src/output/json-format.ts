import type { ReportedFinding } from './reported-finding.ts'

/**
 * One JSON array of all findings, `[]` when there are none. The keys of an element are a contract; new ones may come.
 */
export function formatJson(findings: readonly ReportedFinding[]): string {
  if (findings.length === 0) return '[]\n'
  return `[\n${findings.map((finding) => JSON.stringify(finding)).join(',\n')}\n]\n`
}
