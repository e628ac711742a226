import type { FileSet } from '@wireproof/module'
import { type CommitRecord, type ModuleRecord, revisionOf } from '../storage/records.ts'
import type { RetiredUse } from '../symbols/retired-uses.ts'
import { packFiles } from '../workers/packed-files.ts'
import type { JobContent, JobDependency, JobHead } from '../workers/push-check.ts'
import { indexHeads } from './indexes/index-heads.ts'
import { indexLabel } from './indexes/index-labels.ts'
import { type EffectivePolicy, effectivePolicy } from './policy/effective-policy.ts'
import { readFiles } from './read-files.ts'
import type { ServiceContext } from './service-context.ts'

/** Labels that are to move, and what they and the policy are at the moment. */
export interface PlannedMoves {
  readonly module: ModuleRecord
  readonly policy: EffectivePolicy
  readonly policyRevision: number
  /** The head of the default label: what a new label is held against in style. */
  readonly baseline: CommitRecord | undefined
  readonly labels: readonly {
    readonly name: string
    readonly head: CommitRecord | undefined
    /** What the label had once and gave up, oldest first. */
    readonly retired: readonly RetiredUse[]
  }[]
}

/**
 * Reads where the labels of a module are now, and what they once had. An archived label counts: it may be brought back.
 * What the indexes do not know yet of the module (of the owner's other modules, too, when names are to be unique), they
 * learn first.
 */
export async function planMoves(
  context: Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>,
  module: ModuleRecord,
  labelNames: readonly string[],
  signal: AbortSignal,
): Promise<PlannedMoves> {
  const { store } = context
  const policies = await store.getPolicies(module)
  const { uniqueTypes, uniquePaths } = effectivePolicy(policies)
  const isUnique = uniqueTypes || uniquePaths
  await indexHeads(context, isUnique ? { ownerId: module.ownerId } : { moduleId: module.id }, signal)
  const labels = []
  for (const name of labelNames) {
    const label = await store.findLabelByName(module.id, name)
    if (label === undefined) {
      labels.push({ name, head: undefined, retired: [] })
      continue
    }
    await indexLabel(context, label.id, signal)
    const head = await store.findCommit(label.commitId)
    labels.push({ name, head, retired: await store.listRetiredUses(label.id) })
  }
  const main = await store.findLabelByName(module.id, module.defaultLabelName)
  const baseline = main && (await store.findCommit(main.commitId))
  return { module, policy: effectivePolicy(policies), policyRevision: revisionOf(policies), baseline, labels }
}

/** The part of a job that compares `files` with the present heads; the dependencies of heads are added to the map. */
export async function toJobContent(
  context: Pick<ServiceContext, 'store' | 'blobs'>,
  key: string,
  files: FileSet,
  planned: PlannedMoves,
  headDependencies: Map<string, JobDependency>,
): Promise<JobContent> {
  const heads = new Map<string, JobHead>()
  const isBaselineNeeded = planned.policy.lint.length > 0 && planned.labels.some(({ head }) => head === undefined)
  for (const head of [...planned.labels.map((label) => label.head), isBaselineNeeded ? planned.baseline : undefined]) {
    if (head === undefined || heads.has(head.id)) continue
    const dependencies = await context.store.listDependencies(head.id)
    for (const dependency of dependencies) {
      if (!headDependencies.has(dependency.id)) {
        headDependencies.set(dependency.id, await toJobDependency(context, dependency))
      }
    }
    heads.set(head.id, {
      key: head.id,
      b5: head.b5,
      files: packFiles(await readFiles(context, head)),
      dependencyKeys: dependencies.map(({ id }) => id),
    })
  }
  const defaultHead = planned.labels.find(({ name }) => name === planned.module.defaultLabelName)?.head?.id
  return {
    key,
    files: packFiles(files),
    policy: planned.policy.parts,
    lint: planned.policy.lint,
    heads: [...heads.values()],
    labels: planned.labels.flatMap(({ name, head, retired }) =>
      head === undefined ? [] : [{ name, head: head.id, retired }],
    ),
    defaultHead,
  }
}

/** A commit as something to import from. */
export async function toJobDependency(
  context: Pick<ServiceContext, 'blobs'>,
  commit: CommitRecord,
): Promise<JobDependency> {
  const files = await readFiles(context, commit, (path) => path.endsWith('.proto'))
  return { key: commit.id, b5: commit.b5, files: packFiles(files) }
}
