import type { Difference } from './difference.ts'

/** How many of what, in words: `2 breaking changes, 5 changes in all`. */
export function summarize({ findings, changes }: Difference): string {
  if (changes.length === 0 && findings.length === 0) return 'no changes'
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const breaking = errors === 0 ? 'nothing breaks' : plural(errors, 'breaking change')
  return `${breaking}, ${plural(changes.length, 'change')} in all`
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
