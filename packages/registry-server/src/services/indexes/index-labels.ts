import type { UnindexedStep } from '../../storage/symbol-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { toSurveyCommit } from './survey-commit.ts'

/** Labels that are looked up in one go. */
const PAGE = 50

type IndexContext = Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>

/**
 * Follows the history of a label until the index of retired uses is up to date: for what was pushed before there was
 * one. Each step is stored, so that the next one who tries goes on from there.
 */
export async function indexLabel(context: IndexContext, labelId: string, signal: AbortSignal): Promise<number> {
  let gone = 0
  for (;;) {
    signal.throwIfAborted()
    const step = await context.store.nextUnindexedStep(labelId)
    if (step === undefined) return gone
    // Whoever else went the step, it is gone.
    if (await context.store.indexStep(step, await retiredBy(context, step, signal))) gone++
  }
}

/** The same for all labels. */
export async function indexLabels(context: IndexContext, signal: AbortSignal): Promise<number> {
  let gone = 0
  for (let after = ''; ; ) {
    const ids = await context.store.listUnindexedLabels(after, PAGE)
    for (const id of ids) gone += await indexLabel(context, id, signal)
    const last = ids.at(-1)
    if (last === undefined) return gone
    after = last
  }
}

async function retiredBy(context: IndexContext, { from, to }: UnindexedStep, signal: AbortSignal): Promise<string> {
  const prev = from && (await context.store.findCommit(from.commitId))
  const next = await context.store.findCommit(to.commitId)
  if (prev === undefined || next === undefined || prev.id === next.id) return '[]'
  const job = {
    kind: 'retired',
    prev: await toSurveyCommit(context, prev),
    next: await toSurveyCommit(context, next),
  } as const
  const result = await context.surveyor.survey(job, signal)
  return result.kind === 'retired' ? result.rows : '[]'
}
