import type { Colors } from '../output/colors.ts'
import { formatText } from '../output/text-format.ts'
import { printable } from '../printable.ts'
import type { Difference } from './difference.ts'
import type { ReportedChange } from './reported-change.ts'
import { summarize } from './summary.ts'

/**
 * The verdict with a summary, then what breaks as a check reports it, then a line for each change:
 * `path:line:column: description (weight)`. What is gone is told by its old place.
 */
export function formatDifferenceText(difference: Difference, colors: Colors): string {
  const { verdict, findings, changes } = difference
  const parts = [`${colors.bold(`${verdict.step}:`)} ${summarize(difference)}\n`]
  if (findings.length > 0) parts.push('\nBreaking:\n', formatText(findings, colors))
  if (changes.length > 0) {
    parts.push('\nAll changes:\n', changes.map((change) => `${formatLine(change, colors)}\n`).join(''))
  }
  return parts.join('')
}

function formatLine(change: ReportedChange, colors: Pick<Colors, 'bold' | 'dim'>): string {
  const { path, start } = change.path === null ? change.against : change
  const place = [path ?? '', start.line, start.column].filter((part) => part !== null).join(':')
  return `${colors.bold(`${printable(place)}:`)} ${printable(change.description)} ${colors.dim(`(${change.weight})`)}`
}
