import type { Colors } from '../output/colors.ts'
import { printable } from '../printable.ts'
import type { ReportedLintFinding } from './reported-lint-finding.ts'

type Format = (findings: readonly ReportedLintFinding[], colors: Colors) => string

/** The formats of a lint report by the name that `--format` takes. Each writes a valid document for no findings. */
export const LINT_FORMATS = { text: formatText, json: formatJson } as const satisfies Record<string, Format>

export type LintFormat = keyof typeof LINT_FORMATS

/** A line for each finding: `path:line:column: message (RULE_ID)`. */
function formatText(findings: readonly ReportedLintFinding[], colors: Pick<Colors, 'bold' | 'dim'>): string {
  return findings
    .map(({ rule, message, path, start }) => {
      const place = [path, start.line, start.column].join(':')
      return `${colors.bold(`${printable(place)}:`)} ${printable(message)} ${colors.dim(`(${rule})`)}\n`
    })
    .join('')
}

/** One JSON array of all findings, `[]` when there are none. The keys of an element are a contract; new ones may come. */
function formatJson(findings: readonly ReportedLintFinding[]): string {
  if (findings.length === 0) return '[]\n'
  return `[\n${findings.map((finding) => JSON.stringify(finding)).join(',\n')}\n]\n`
}
