import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import type { Finding } from '../finding.ts'
import type { Policy } from '../policy.ts'
import { filesOf, imageOf, type Text } from './image-of.ts'

/** What one rule finds between two texts. */
export function findingsOf(rule: string, prev: Text, next: Text, policy: Partial<Policy> = {}): Finding[] {
  return diff(imageOf(prev), imageOf(next), { ...defaultPolicy('v2'), use: [rule], ...policy })
}

/**
 * What one rule finds, a line each: path, the source text that the finding points at, the message. A finding without
 * a file has no path, and one that means the file as a whole has `*` for the text. In the source, and only there, runs
 * of white space are one space.
 */
export function check(rule: string, prev: Text, next: Text): string[] {
  const files = filesOf(next)
  return findingsOf(rule, prev, next).map(({ at, message }) => {
    if (at === undefined) return message
    return `${at.path} | ${sourceAt(files[at.path] ?? '', at.span)} | ${message}`
  })
}

/** Only where: for tests beside the one that pins the wording. */
export function placesOf(rule: string, prev: Text, next: Text): string[] {
  return check(rule, prev, next).map((line) => line.split(' | ').slice(0, -1).join(' | '))
}

type Span = NonNullable<NonNullable<Finding['at']>['span']>

function sourceAt(text: string, span: Span | undefined): string {
  if (span === undefined) return '*'
  const { start, end } = span
  const lines = text.split('\n').slice(start.line - 1, end.line)
  const last = lines.length - 1
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1)
  lines[0] = (lines[0] ?? '').slice(start.column - 1)
  return lines.join(' ').replace(/\s+/g, ' ')
}
