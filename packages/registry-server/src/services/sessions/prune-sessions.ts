import { SESSION_KEEP_MS } from '../../limits.ts'
import type { ServiceContext } from '../service-context.ts'

/** Sessions that go in one step: it holds up other writers for some milliseconds. */
const BATCH = 500

/** Forgets sessions that ended long ago, a step at a time until `signal` is aborted; says how many went. */
export async function pruneSessions(
  { sessions, now }: Pick<ServiceContext, 'sessions' | 'now'>,
  signal: AbortSignal,
): Promise<number> {
  let pruned = 0
  while (!signal.aborted) {
    const count = await sessions.pruneSessions(now() - SESSION_KEEP_MS, BATCH)
    pruned += count
    if (count < BATCH) break
  }
  return pruned
}
