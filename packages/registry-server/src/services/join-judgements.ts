import { MAX_DETAIL_ENTRIES } from '../limits.ts'
import type { CutJudgement } from '../workers/push-check.ts'

/** What two looks at one move have found. */
export function joinJudgements(a: CutJudgement | undefined, b: CutJudgement | undefined): CutJudgement | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const both = (key: keyof CutJudgement) => ({
    entries: [...a[key].entries, ...b[key].entries].slice(0, MAX_DETAIL_ENTRIES),
    total: a[key].total + b[key].total,
  })
  return { blocked: both('blocked'), warned: both('warned') }
}
