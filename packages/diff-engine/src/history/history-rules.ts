export type HistoryRuleId = 'NUMBER_REUSED' | 'NAME_REUSED'

/** A rule that needs more than two versions to be seen broken. */
export interface HistoryRule {
  readonly id: HistoryRuleId
  /** The promise, in one sentence. */
  readonly summary: string
}

/** All rules about the history of a schema. They are in no category: a check against a history has both. */
export const HISTORY_RULES: readonly HistoryRule[] = [
  { id: 'NAME_REUSED', summary: 'A name that was given up does not come back as something else.' },
  { id: 'NUMBER_REUSED', summary: 'A number that was given up does not come back as something else.' },
]
