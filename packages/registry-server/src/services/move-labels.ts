import { requireScope } from '../auth/access.ts'
import type { Caller, Principal } from '../auth/principal.ts'
import { MAX_BATCH, MAX_DETAIL_ENTRIES, MAX_PUBLISH_ATTEMPTS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord, LabelRecord, ModuleRecord } from '../storage/records.ts'
import type { LabelMove } from '../storage/store.ts'
import type { JobDependency } from '../workers/push-check.ts'
import { assertAcceptable } from './assert-acceptable.ts'
import { assertFields } from './assert-fields.ts'
import { planMoves, toJobContent, toJobDependency } from './label-moves.ts'
import { resolveLabel } from './labels.ts'
import { readFiles } from './read-files.ts'
import type { LabelRef } from './refs.ts'
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
 * Creates labels and moves existing ones, all or nothing; needs the scope push. A move is checked like a push: the
 * policy of the module holds for every way in which the head of a label can change.
 */
export async function moveLabels(
  context: ServiceContext,
  caller: Caller,
  moves: readonly RequestedMove[],
  signal: AbortSignal,
): Promise<LabelRecord[]> {
  const principal = requireScope(caller, 'push')
  if (moves.length > MAX_BATCH) throw new RegistryError('invalid_argument', `at most ${MAX_BATCH} labels at a time`)
  for (let attempt = 0; attempt < MAX_PUBLISH_ATTEMPTS; attempt++) {
    const targets: Target[] = []
    for (const move of moves) targets.push(await resolveTarget(context, principal, move))
    const labelMoves: LabelMove[] = []
    for (const target of targets) labelMoves.push(await checkMove(context, target, signal))
    const outcome = await context.store.publish({
      commits: [],
      labelMoves,
      userId: principal.userId,
      nowMs: context.now(),
    })
    if (outcome === 'conflict') continue
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
  const labelName = 'id' in move.label ? (label?.name ?? '') : move.label.label
  assertFields({ labelName })
  const commit = await context.store.findCommit(move.commitId)
  if (commit?.moduleId !== module.id) {
    throw new RegistryError('not_found', `${module.ownerName}/${module.name} has no commit ${move.commitId}`)
  }
  return { module, labelName, commit }
}

async function checkMove(context: ServiceContext, target: Target, signal: AbortSignal): Promise<LabelMove> {
  const { module, labelName, commit } = target
  const planned = await planMoves(context, module, [labelName])
  const head = planned.labels[0]?.head
  if (head !== undefined && head.id !== commit.id) {
    const key = `${module.ownerName}/${module.name}`
    const headDependencies = new Map<string, JobDependency>()
    const files = await readFiles(context, commit)
    const content = await toJobContent(context, key, files, planned, headDependencies)
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
    assertAcceptable(await context.checker.check(job, signal), new Map([[key, planned]]), (name) => name)
  }
  return {
    moduleId: module.id,
    labelName,
    newLabelId: context.newId(),
    commitId: commit.id,
    expectedHead: head?.id,
    expectedPolicyRevision: planned.policyRevision,
  }
}
