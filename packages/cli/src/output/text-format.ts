import { printable } from '../printable.ts'
import type { Colors } from './colors.ts'
import { proofLines } from './proof-lines.ts'
import type { ReportedFinding } from './reported-finding.ts'

/**
 * For each finding a line `path:line:column: message (RULE_ID)`, where what is no error says so in front of the message,
 * and indented lines with the payloads that show it. A file that is gone is reported by its old path.
 */
export function formatText(findings: readonly ReportedFinding[], colors: Pick<Colors, 'bold' | 'dim'>): string {
  return findings
    .flatMap((finding) => [
      `${formatLine(finding, colors)}\n`,
      ...proofLines(finding).map((line) => `    ${colors.dim(line)}\n`),
    ])
    .join('')
}

function formatLine(finding: ReportedFinding, colors: Pick<Colors, 'bold' | 'dim'>): string {
  const { path, start } = finding.path === null ? finding.against : finding
  const place = [path ?? '', start.line, start.column].filter((part) => part !== null).join(':')
  const severity = finding.severity === 'error' ? '' : `${finding.severity}: `
  const message = `${severity}${printable(finding.message)}`
  return `${colors.bold(`${printable(place)}:`)} ${message} ${colors.dim(`(${finding.rule})`)}`
}
