import type { FileSet } from '@wireproof/module'
import { MAX_DETAIL_ENTRIES } from '../limits.ts'
import { byLastCommit } from '../symbols/retired-uses.ts'
import { packSurveyCommit, toSurveyCommit } from './indexes/survey-commit.ts'
import { joinJudgements } from './join-judgements.ts'
import type { LabelVerdict } from './label-verdicts.ts'
import type { ServiceContext } from './service-context.ts'

/**
 * Adds to the verdicts what the policy says to numbers and names that a label gave up once and the new version uses for
 * something else. The index has found them; the one old version that had each of them last is compiled for the proof.
 * `filesOf` gives the files of a content and of what it depends on.
 */
export async function judgeReuses(
  context: Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>,
  verdicts: readonly LabelVerdict[],
  filesOf: (key: string) => Promise<{ files: FileSet; dependencies: readonly FileSet[] }>,
  signal: AbortSignal,
): Promise<LabelVerdict[]> {
  const judged: LabelVerdict[] = []
  for (const verdict of verdicts) {
    let { judgement } = verdict
    for (const [commitId, reuses] of byLastCommit(verdict.checked.reuses.get(verdict.label) ?? [])) {
      const old = await context.store.findCommit(commitId)
      // A commit of a label is there for as long as the label is.
      if (old === undefined) continue
      const { files, dependencies } = await filesOf(verdict.checked.key)
      const result = await context.surveyor.survey(
        {
          kind: 'reuses',
          reuses,
          old: await toSurveyCommit(context, old),
          oldName: `commit ${commitId}`,
          next: packSurveyCommit(files, dependencies),
          policy: verdict.planned.policy.parts,
          maxEntries: MAX_DETAIL_ENTRIES,
        },
        signal,
      )
      if (result.kind === 'reuses') judgement = joinJudgements(judgement, result.judgement)
    }
    judged.push({ ...verdict, judgement })
  }
  return judged
}
