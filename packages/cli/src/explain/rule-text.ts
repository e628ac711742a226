import type { Proof } from '@wireproof/diff-engine'
import type { ExampleFiles } from '@wireproof/diff-engine/explanations'
import type { Colors } from '../output/colors.ts'
import type { RuleReport } from './rule-report.ts'

/** Lines of prose are no longer than this. */
const MAX_LINE = 100

/** A rule explained for people. */
export function formatRule(report: RuleReport, { bold, dim }: Pick<Colors, 'bold' | 'dim'>): string {
  const { rule, promise, categories, explanation, replacedBy } = report
  const parts = [`${bold(rule)}\n${promise}\n`]
  if (categories.length > 0) parts.push(`Categories: ${categories.join(', ')}\n`)
  if (replacedBy.length > 0) parts.push(`Replaced by: ${replacedBy.join(', ')}\n`)
  if (explanation === undefined) return parts.join('')
  const { hurts, why, instead, example, alsoBreaks, proofs, withoutProof } = explanation
  parts.push(`Hurts: ${hurts.join(', ')}\n`)
  parts.push(`\n${bold('Why')}\n${wrap(why)}`)
  parts.push(`\n${bold('What to do')}\n${wrap(instead)}`)
  example.forEach((files, index) => {
    parts.push(`\n${bold(`Example, ${versionName(index, example.length)}`)}\n${formatFiles(files, dim)}`)
  })
  if (alsoBreaks.length > 0) parts.push(`\nThe same change breaks ${alsoBreaks.join(', ')}.\n`)
  parts.push(`\n${bold('Proof')}\n`)
  parts.push(withoutProof === null ? proofs.map(formatProof).join('') : wrap(withoutProof))
  return parts.join('')
}

function versionName(index: number, count: number): string {
  if (count > 2) return `version ${index + 1}`
  return index === 0 ? 'before' : 'after'
}

function formatFiles(files: ExampleFiles, dim: Colors['dim']): string {
  return Object.entries(files)
    .map(([path, text]) => `  ${dim(`// ${path}`)}\n${indent(text)}`)
    .join('\n')
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}

function formatProof({ format, direction, lossClass, payload, meant, got }: Proof): string {
  const shown = format === 'json' ? payload : payload.replace(/..(?!$)/g, '$& ') || '(nothing)'
  const reading = direction === 'backward' ? 'new readers of old data' : 'old readers of new data'
  return `  ${format}, ${reading}: ${lossClass}\n    payload  ${shown}\n    meant    ${meant}\n    read     ${got}\n`
}

function wrap(text: string): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < MAX_LINE) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`  ${word}`)
  }
  return `${lines.join('\n')}\n`
}
