import { ENUM_EXPLANATIONS } from './enum-explanations.ts'
import { EXACT_EXPLANATIONS } from './exact-explanations.ts'
import type { Explanation } from './explanation.ts'
import { FIELD_EXPLANATIONS } from './field-explanations.ts'
import { FILE_EXPLANATIONS } from './file-explanations.ts'
import { HISTORY_EXPLANATIONS } from './history-explanations.ts'
import { MESSAGE_EXPLANATIONS } from './message-explanations.ts'
import { PACKAGE_EXPLANATIONS } from './package-explanations.ts'
import { RPC_EXPLANATIONS } from './rpc-explanations.ts'

/** One for each rule that checks something, buf's and our own; sorted by id. Runs of white space are one space. */
export const EXPLANATIONS: readonly Explanation[] = [
  ...ENUM_EXPLANATIONS,
  ...EXACT_EXPLANATIONS,
  ...FIELD_EXPLANATIONS,
  ...FILE_EXPLANATIONS,
  ...HISTORY_EXPLANATIONS,
  ...MESSAGE_EXPLANATIONS,
  ...PACKAGE_EXPLANATIONS,
  ...RPC_EXPLANATIONS,
]
  .map((one) => ({ ...one, why: onOneLine(one.why), instead: onOneLine(one.instead) }))
  .sort((a, b) => (a.rule < b.rule ? -1 : 1))

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
