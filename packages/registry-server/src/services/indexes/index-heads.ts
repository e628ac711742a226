import type { HeadRecord } from '../../storage/symbol-store.ts'
import { HEAD_SYMBOLS_VERSION } from '../../symbols/head-symbols.ts'
import type { ServiceContext } from '../service-context.ts'
import { toSurveyCommit } from './survey-commit.ts'

/** Heads that are looked up in one go. */
const PAGE = 50

/**
 * Makes the index of symbols for heads of default labels that it does not know: of commits that were pushed before there
 * was one or by another version, and of labels that became the default. Can be stopped and begun again at any place.
 * A head that does not compile with this version has no rows.
 */
export async function indexHeads(
  context: Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>,
  filter: { moduleId?: string; ownerId?: string },
  signal: AbortSignal,
): Promise<number> {
  let made = 0
  for (let after = ''; !signal.aborted; ) {
    const heads = await context.store.listUnindexedHeads(filter, HEAD_SYMBOLS_VERSION, { after, limit: PAGE })
    for (const head of heads) if (!signal.aborted && (await indexHead(context, head, signal))) made++
    const last = heads.at(-1)
    if (last === undefined) break
    after = last.moduleId
  }
  return made
}

/** False when the label points elsewhere by now. */
async function indexHead(
  context: Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>,
  head: HeadRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const commit = await context.store.findCommit(head.commitId)
  if (commit === undefined) return false
  const job = { kind: 'symbols', commit: await toSurveyCommit(context, commit) } as const
  const result = await context.surveyor.survey(job, signal)
  const rows = result.kind === 'symbols' ? result.rows : undefined
  return context.store.replaceHeadSymbols(head, rows ?? { declared: '[]', used: '[]' }, HEAD_SYMBOLS_VERSION)
}
