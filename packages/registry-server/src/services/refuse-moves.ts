import { canSee } from '../auth/access.ts'
import type { Principal } from '../auth/principal.ts'
import type { RegistryError } from '../registry-error.ts'
import type { TakenName } from '../storage/symbol-store.ts'
import { isStyle } from '../workers/judge-style.ts'
import { newDecision } from './decisions/new-decision.ts'
import { findAffectedDependants } from './dependants/affected-dependants.ts'
import type { LabelVerdict } from './label-verdicts.ts'
import { breakingChangeError, nameTakenError, type RefusedMove } from './push-errors.ts'
import type { ServiceContext } from './service-context.ts'

/** Throws when the policy blocks any of the moves: who is affected is looked up, and the decision recorded, first. */
export async function refuseBlocked(
  context: ServiceContext,
  principal: Principal,
  verdicts: readonly LabelVerdict[],
): Promise<void> {
  const blocked = verdicts.filter(({ judgement }) => (judgement?.blocked.total ?? 0) > 0)
  if (blocked.length === 0) return
  const moving = new Set(verdicts.map(({ module }) => module.id))
  const refused: RefusedMove[] = []
  for (const { module, label, head, judgement } of blocked) {
    if (judgement === undefined) continue
    // Style hurts nobody who depends on it.
    const broken = judgement.blocked.entries.filter((finding) => !isStyle(finding))
    const symbols = [...new Set(broken.map(({ symbol }) => symbol))]
    refused.push({
      module: `${module.ownerName}/${module.name}`,
      label,
      againstCommitId: head?.id,
      findings: judgement.blocked,
      // A module that is pushed along has a new version, which was compiled with this one.
      dependants: await findAffectedDependants(
        context,
        module.id,
        symbols,
        (dependant) => canSee(principal, dependant) && !moving.has(dependant.id),
      ),
    })
  }
  await recordRefusals(context, principal, blocked)
  throw breakingChangeError(refused)
}

/** The error of a push whose names other modules have; the decision is recorded first. */
export async function refuseTaken(
  context: ServiceContext,
  principal: Principal,
  verdicts: readonly LabelVerdict[],
  taken: readonly TakenName[],
): Promise<RegistryError> {
  const names = new Set(taken.map(({ moduleName }) => moduleName))
  const concerned = verdicts.filter(
    ({ module, label }) => names.has(`${module.ownerName}/${module.name}`) && label === module.defaultLabelName,
  )
  await recordRefusals(context, principal, concerned)
  return nameTakenError(await hideUnseen(context, principal, taken))
}

/** Names are taken all the same; of modules that the principal may not see it is not told which has them. */
function hideUnseen(
  { store }: Pick<ServiceContext, 'store'>,
  principal: Principal,
  taken: readonly TakenName[],
): Promise<TakenName[]> {
  return Promise.all(
    taken.map(async (one) => {
      const [owner = '', name = ''] = one.takenBy.split('/')
      const module = await store.findModuleByName(owner, name)
      if (module !== undefined && canSee(principal, module)) return one
      return { ...one, takenBy: `another module of ${owner}`, takenPath: '' }
    }),
  )
}

async function recordRefusals(
  context: ServiceContext,
  principal: Principal,
  verdicts: readonly LabelVerdict[],
): Promise<void> {
  const decisions = verdicts.map(({ module, label, head, checked, planned, judgement }) =>
    newDecision(context, {
      outcome: 'refused',
      module,
      labelName: label,
      policy: planned.policy,
      userId: principal.userId,
      commitId: undefined,
      againstCommitId: head?.id,
      contentDigest: checked.b5,
      judgement,
    }),
  )
  await context.store.insertDecisions(decisions, context.now())
}
