import type { ReportedFinding } from '../output/reported-finding.ts'
import { printable } from '../printable.ts'
import type { Difference } from './difference.ts'
import type { ReportedChange } from './reported-change.ts'
import { summarize } from './summary.ts'

/** A section that is longer than this is folded, so that a pull request stays readable. */
const MAX_OPEN_ITEMS = 25

/** Sections in the words of Keep a Changelog 1.1.0, and what goes there. */
const SECTIONS: readonly (readonly [title: string, has: (change: ReportedChange) => boolean])[] = [
  ['Added', ({ kind, weight }) => kind === 'added' && weight === 'minor'],
  ['Changed', ({ kind, weight }) => ['changed', 'renamed', 'moved'].includes(kind) && weight === 'minor'],
  ['Deprecated', ({ kind, weight }) => kind === 'deprecated' && weight === 'minor'],
  ['Removed', ({ kind, weight }) => kind === 'removed' && weight === 'minor'],
  ['Without effect on data or generated code', ({ weight }) => weight === 'patch'],
]

/** A changelog for a pull request: the verdict, what breaks and what to do about it, then everything by section. */
export function formatChangelog(difference: Difference): string {
  const { verdict, findings, changes } = difference
  const title = verdict.step === 'none' ? '## No schema changes\n' : `## Schema changes: ${verdict.step}\n`
  const parts = [title]
  if (verdict.step !== 'none') parts.push(`\n${capitalize(summarize(difference))}.\n`)
  parts.push(section('Breaking', findings.map(formatFinding)))
  for (const [name, has] of SECTIONS) parts.push(section(name, changes.filter(has).map(formatChange)))
  return parts.join('')
}

function section(title: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  const list = items.map((item) => `- ${item}\n`).join('')
  if (items.length <= MAX_OPEN_ITEMS) return `\n### ${title}\n\n${list}`
  return `\n### ${title}\n\n<details><summary>${items.length} changes</summary>\n\n${list}\n</details>\n`
}

function formatFinding(finding: ReportedFinding): string {
  return `${escapeMarkdown(finding.message)} (${code(finding.rule)}, ${placeOf(finding)})`
}

function formatChange(change: ReportedChange): string {
  return `${escapeMarkdown(change.description)} (${placeOf(change)})`
}

function placeOf(item: ReportedFinding | ReportedChange): string {
  const { path, start } = item.path === null ? item.against : item
  return code([path ?? '', start.line].filter((part) => part !== null).join(':'))
}

/** A span of code can hold anything but the mark that ends it. Source: CommonMark 0.31, "Code spans". */
function code(text: string): string {
  return `\`${printable(text).replaceAll('`', "'")}\``
}

/**
 * Text from a schema as itself: what Markdown would read as markup is escaped, and what would call a person by name.
 * An underscore inside a word is none. Source: CommonMark 0.31, "Backslash escapes"; GitHub Flavored Markdown.
 */
function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*<>[\]|~&#]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_')
    .replaceAll('@', '&#64;')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
