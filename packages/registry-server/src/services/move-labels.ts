import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../auth/access.ts'
import type { Caller, Principal } from '../auth/principal.ts'
import { MAX_BATCH, MAX_DETAIL_ENTRIES, MAX_PUBLISH_ATTEMPTS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord, LabelRecord, ModuleRecord } from '../storage/records.ts'
import type { LabelMove } from '../storage/store.ts'
import { HEAD_SYMBOLS_VERSION } from '../symbols/head-symbols.ts'
import type { JobDependency } from '../workers/push-check.ts'
import { assertAcceptable } from './assert-acceptable.ts'
import { assertFields } from './assert-fields.ts'
import { buildMove } from './build-move.ts'
import { judgeReuses } from './judge-reuses.ts'
import { planMoves, toJobContent, toJobDependency } from './label-moves.ts'
import { type LabelVerdict, labelVerdicts } from './label-verdicts.ts'
import { resolveLabel } from './labels.ts'
import { publishedEvents } from './published-events.ts'
import { readDependencies, readFiles } from './read-files.ts'
import type { LabelRef } from './refs.ts'
import { refuseBlocked, refuseTaken } from './refuse-moves.ts'
import { resolveModule } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

/** A label and the commit that it is to point at. */
export interface RequestedMove {
  readonly label: LabelRef
  readonly commitId: string
}

interface Target {
  readonly module: ModuleRecord
  readonly labelName: string
  readonly commit: CommitRecord
}

/**
 * Creates labels and moves existing ones, all or nothing; needs the right to push. A move is checked like a push: the
 * policy of the module holds for every way in which the head of a label can change.
 */
export async function moveLabels(
  context: ServiceContext,
  caller: Caller,
  moves: readonly RequestedMove[],
  signal: AbortSignal,
): Promise<LabelRecord[]> {
  const principal = requireSignedIn(caller)
  if (moves.length > MAX_BATCH) throw new RegistryError('invalid_argument', `at most ${MAX_BATCH} labels at a time`)
  for (let attempt = 0; attempt < MAX_PUBLISH_ATTEMPTS; attempt++) {
    const targets: Target[] = []
    for (const move of moves) targets.push(await resolveTarget(context, principal, move))
    const verdicts: LabelVerdict[] = []
    const labelMoves: LabelMove[] = []
    for (const target of targets) {
      const verdict = await checkMove(context, target, signal)
      await refuseBlocked(context, principal, [verdict])
      verdicts.push(verdict)
      labelMoves.push(buildMove(context, principal, verdict, target.commit.id))
    }
    const modules = new Map(targets.map(({ module }) => [module.id, module]))
    const outcome = await recordChange(
      context,
      (step) =>
        step.publish({
          commits: [],
          labelMoves,
          userId: principal.userId,
          nowMs: context.now(),
          symbolsVersion: HEAD_SYMBOLS_VERSION,
        }),
      (result) => (result === 'published' ? publishedEvents(principal, modules, [], labelMoves) : []),
    )
    if (outcome === 'conflict') continue
    if (outcome !== 'published') throw await refuseTaken(context, principal, verdicts, outcome)
    const labels: LabelRecord[] = []
    for (const { module, labelName } of targets) {
      const label = await context.store.findLabelByName(module.id, labelName)
      if (label !== undefined) labels.push(label)
    }
    return labels
  }
  throw new RegistryError('aborted', 'others keep moving the same labels; nothing was changed. Try again')
}

async function resolveTarget(context: ServiceContext, principal: Principal, move: RequestedMove): Promise<Target> {
  const label = 'id' in move.label ? await resolveLabel(context, principal, move.label) : undefined
  const ref = 'id' in move.label ? { id: label?.moduleId ?? '' } : move.label
  const module = await resolveModule(context, principal, ref)
  requireRight(principal, 'push', module)
  const labelName = 'id' in move.label ? (label?.name ?? '') : move.label.label
  assertFields({ labelName })
  const commit = await context.store.findCommit(move.commitId)
  if (commit?.moduleId !== module.id) {
    throw new RegistryError('not_found', `${module.ownerName}/${module.name} has no commit ${move.commitId}`)
  }
  return { module, labelName, commit }
}

/** A label that is new, or stays where it is, has nothing to be compared with. */
async function checkMove(context: ServiceContext, target: Target, signal: AbortSignal): Promise<LabelVerdict> {
  const { module, labelName, commit } = target
  const planned = await planMoves(context, module, [labelName], signal)
  const head = planned.labels[0]?.head
  const key = `${module.ownerName}/${module.name}`
  if (head === undefined || head.id === commit.id) {
    const checked = { key, b5: commit.b5, symbols: undefined, retired: new Map(), reuses: new Map() }
    return { module, label: labelName, head, checked, planned, judgement: undefined }
  }
  const headDependencies = new Map<string, JobDependency>()
  const content = await toJobContent(context, key, await readFiles(context, commit), planned, headDependencies)
  const dependencies = []
  for (const dependency of await context.store.listDependencies(commit.id)) {
    dependencies.push(await toJobDependency(context, dependency))
  }
  const job = {
    contents: [content],
    dependencies,
    headDependencies: [...headDependencies.values()],
    maxEntries: MAX_DETAIL_ENTRIES,
  }
  const plans = new Map([[key, planned]])
  const checked = assertAcceptable(await context.checker.check(job, signal), plans, (name) => name)
  const filesOf = async () => ({
    files: await readFiles(context, commit),
    dependencies: await readDependencies(context, await context.store.listDependencies(commit.id)),
  })
  const [verdict] = await judgeReuses(context, labelVerdicts(checked, plans), filesOf, signal)
  return verdict as LabelVerdict
}
