import { MAX_WARNING_CHARS, MAX_WARNING_LINES } from '../limits.ts'
import type { LabelVerdict } from './label-verdicts.ts'
import { formatFinding } from './push-errors.ts'

/** What a push that was accepted should think about, for a person; undefined when the policy warns of nothing. */
export function warningText(verdicts: readonly LabelVerdict[]): string | undefined {
  const lines: string[] = []
  for (const { module, label, judgement } of verdicts) {
    const { entries = [], total = 0 } = judgement?.warned ?? {}
    if (total === 0) continue
    lines.push(`${module.ownerName}/${module.name}: accepted for label "${label}", with ${total} to think about`)
    lines.push(...entries.flatMap(formatFinding))
  }
  if (lines.length === 0) return undefined
  const shown = lines.slice(0, MAX_WARNING_LINES)
  const rest = lines.length - shown.length
  const text = [...shown, ...(rest > 0 ? [`... and ${rest} lines more; the decision has them all`] : [])].join('\n')
  return text.slice(0, MAX_WARNING_CHARS)
}
