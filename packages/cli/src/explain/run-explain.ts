import { KNOWN_RULES, type KnownRule } from '@wireproof/diff-engine/explanations'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { colorsFor } from '../output/colors.ts'
import { printable } from '../printable.ts'
import { nearestRules } from './nearest-rules.ts'
import { reportRule } from './rule-report.ts'
import { formatRule } from './rule-text.ts'

export interface ExplainOptions {
  /** As written; upper case or not. All rules when undefined. */
  readonly rule: string | undefined
  readonly format: 'text' | 'json'
}

/** Explains one rule, or lists all. Rejects with a Failure that names the nearest rules when there is none such. */
export async function runExplain(io: Io, { rule, format }: ExplainOptions): Promise<ExitCode> {
  const colors = colorsFor(io.stdout, io.env)
  if (rule === undefined) {
    const rows = KNOWN_RULES.map(({ id, summary: promise, kind, categories }) => ({
      rule: id,
      promise,
      kind,
      categories,
    }))
    const lines = KNOWN_RULES.map(({ id, summary }) => `${colors.bold(id)}\n  ${summary}\n`)
    await io.stdout.write(format === 'json' ? `${JSON.stringify(rows, undefined, 2)}\n` : lines.join(''))
    return EXIT_CODES.clean
  }
  const report = reportRule(findRule(rule))
  await io.stdout.write(format === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : formatRule(report, colors))
  return EXIT_CODES.clean
}

function findRule(text: string): KnownRule {
  const id = text.toUpperCase()
  const found = KNOWN_RULES.find((rule) => rule.id === id)
  if (found !== undefined) return found
  const nearest = nearestRules(
    text,
    KNOWN_RULES.map((rule) => rule.id),
  )
  const hint = nearest.length === 0 ? '"wireproof explain" lists all rules' : `did you mean ${nearest.join(' or ')}?`
  throw usageFailure(`there is no rule "${printable(text)}"; ${hint}`)
}
