import type { PageRequest } from '../storage/page.ts'
import { ALL_READABLE } from '../storage/readable.ts'
import type { ModuleRecord } from '../storage/records.ts'
import { HEAD_SYMBOLS_VERSION } from '../symbols/head-symbols.ts'
import { toSurveyCommit } from './indexes/survey-commit.ts'
import { effectivePolicy } from './policy/effective-policy.ts'
import type { ServiceContext } from './service-context.ts'

/** Rows that are looked at in one go. */
const PAGE = 200

type VerifyContext = Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>

/**
 * Holds what is derived against what it is derived from: the symbols of each default head are those of its files, retired
 * uses are of commits of the label's module, decisions name commits that are there, and policies can be read. What the
 * indexes do not know yet is no problem: they learn it when the registry starts. One line for each problem.
 */
export async function verifyIndexes(context: VerifyContext): Promise<string[]> {
  const problems: string[] = []
  const filter = { ownerIds: undefined, readable: ALL_READABLE, orderBy: 'created' } as const
  for await (const module of pages((page) => context.store.listModules(filter, page))) {
    const report = (problem: string) => problems.push(`module ${module.ownerName}/${module.name}: ${problem}`)
    await verifyPolicies(context, module, report)
    await verifySymbols(context, module, report)
    await verifyRetiredUses(context, module, report)
    await verifyDecisions(context, module, report)
  }
  return problems
}

async function* pages<T>(
  read: (page: PageRequest) => Promise<{ items: readonly T[]; next: PageRequest['after'] }>,
): AsyncGenerator<T> {
  for (let after: PageRequest['after']; ; ) {
    const { items, next } = await read({ size: PAGE, descending: false, after })
    yield* items
    if (next === undefined) return
    after = next
  }
}

type Report = (problem: string) => void

async function verifyPolicies({ store }: VerifyContext, module: ModuleRecord, report: Report): Promise<void> {
  try {
    effectivePolicy(await store.getPolicies(module))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    report(`its policy, or that of its owner or the registry, cannot be read: ${error.message}`)
  }
}

async function verifySymbols(context: VerifyContext, module: ModuleRecord, report: Report): Promise<void> {
  const indexed = await context.store.findIndexedHead(module.id)
  const label = await context.store.findLabelByName(module.id, module.defaultLabelName)
  if (indexed?.version !== HEAD_SYMBOLS_VERSION || indexed.commitId !== label?.commitId) return
  const commit = await context.store.findCommit(indexed.commitId)
  if (commit === undefined) return
  const job = { kind: 'symbols', commit: await toSurveyCommit(context, commit) } as const
  const result = await context.surveyor.survey(job, new AbortController().signal)
  const expected = (result.kind === 'symbols' ? result.rows : undefined) ?? { declared: '[]', used: '[]' }
  const stored = await context.store.readHeadSymbols(module.id)
  for (const key of ['declared', 'used'] as const) {
    if (!isSameRows(stored[key], expected[key])) {
      report(`the index of what its default head has ${key} is not what its files say`)
    }
  }
}

/** Order does not matter. */
function isSameRows(a: string, b: string): boolean {
  const sorted = (text: string) => (JSON.parse(text) as unknown[]).map((row) => JSON.stringify(row)).sort()
  return sorted(a).join('\n') === sorted(b).join('\n')
}

async function verifyRetiredUses({ store }: VerifyContext, module: ModuleRecord, report: Report): Promise<void> {
  const filter = { moduleId: module.id, commitId: undefined, nameContains: '', archived: undefined } as const
  for await (const label of pages((page) => store.listLabels({ ...filter, orderBy: 'created' }, page))) {
    const commitIds = new Set((await store.listRetiredUses(label.id)).map(({ commitId }) => commitId))
    for (const id of commitIds) {
      if ((await store.findCommit(id))?.moduleId === module.id) continue
      report(`the label ${label.name} remembers uses of the commit ${id}, which is not the module's`)
    }
  }
}

async function verifyDecisions({ store }: VerifyContext, module: ModuleRecord, report: Report): Promise<void> {
  const filter = { moduleId: module.id, commitId: undefined }
  for await (const { id, outcome, commitId } of pages((page) => store.listDecisions(filter, page))) {
    if (outcome === 'refused') continue
    const commit = commitId && (await store.findCommit(commitId))
    if (!commit || commit.moduleId !== module.id) {
      report(`the decision ${id} accepted a commit that is not there`)
    }
  }
}
