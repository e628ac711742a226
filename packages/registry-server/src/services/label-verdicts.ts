import type { CommitRecord, ModuleRecord } from '../storage/records.ts'
import { type CheckedContent, type CutJudgement, NO_HEAD } from '../workers/push-check.ts'
import { joinJudgements } from './join-judgements.ts'
import type { PlannedMoves } from './label-moves.ts'

/** What the policy says to the move of one label. */
export interface LabelVerdict {
  readonly module: ModuleRecord
  readonly label: string
  /** Undefined for a new label. */
  readonly head: CommitRecord | undefined
  readonly checked: Pick<CheckedContent, 'key' | 'b5' | 'symbols' | 'retired' | 'reuses'>
  readonly planned: PlannedMoves
  /** Undefined when there is nothing to say. */
  readonly judgement: CutJudgement | undefined
}

/** One verdict for each label that is to move, in the order of the contents. */
export function labelVerdicts(
  contents: readonly CheckedContent[],
  planned: ReadonlyMap<string, PlannedMoves>,
): LabelVerdict[] {
  return contents.flatMap((checked) => {
    const moves = planned.get(checked.key) as PlannedMoves
    return moves.labels.map(({ name, head }) => ({
      module: moves.module,
      label: name,
      head,
      checked,
      planned: moves,
      judgement: joinJudgements(
        head && checked.judgements.get(head.id),
        checked.style.get(head?.id ?? moves.baseline?.id ?? NO_HEAD),
      ),
    }))
  })
}
