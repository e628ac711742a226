import { printable } from '../printable.ts'
import type { Colors } from './colors.ts'
import type { ReportedFinding } from './reported-finding.ts'

/**
 * A line for each finding: `path:line:column: message (RULE_ID)`. A file that is gone is reported by its old path.
 */
export function formatText(findings: readonly ReportedFinding[], colors: Pick<Colors, 'bold' | 'dim'>): string {
  return findings.map((finding) => `${formatLine(finding, colors)}\n`).join('')
}

function formatLine(finding: ReportedFinding, colors: Pick<Colors, 'bold' | 'dim'>): string {
  const { path, start } = finding.path === null ? finding.against : finding
  const place = [path ?? '', start.line, start.column].filter((part) => part !== null).join(':')
  return `${colors.bold(`${printable(place)}:`)} ${printable(finding.message)} ${colors.dim(`(${finding.rule})`)}`
}
