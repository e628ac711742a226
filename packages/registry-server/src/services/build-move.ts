import type { Principal } from '../auth/principal.ts'
import type { LabelMove } from '../storage/store.ts'
import { newDecision } from './decisions/new-decision.ts'
import type { LabelVerdict } from './label-verdicts.ts'
import type { ServiceContext } from './service-context.ts'

/** The move of a label that was found acceptable, for the store. */
export function buildMove(
  context: Pick<ServiceContext, 'newId' | 'engineVersion'>,
  principal: Principal,
  verdict: LabelVerdict,
  commitId: string,
): LabelMove {
  const { module, label, head, checked, planned, judgement } = verdict
  const { policy } = planned
  return {
    moduleId: module.id,
    labelName: label,
    newLabelId: context.newId(),
    commitId,
    expectedHead: head?.id,
    expectedPolicyRevision: planned.policyRevision,
    unique: { types: policy.uniqueTypes, paths: policy.uniquePaths },
    symbols: label === module.defaultLabelName ? checked.symbols : undefined,
    retired: head && checked.retired.get(head.id),
    decision: newDecision(context, {
      outcome: 'accepted',
      module,
      labelName: label,
      policy,
      userId: principal.userId,
      commitId,
      againstCommitId: head?.id,
      contentDigest: checked.b5,
      judgement,
    }),
  }
}
