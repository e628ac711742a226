import { toNewEvent } from '../../audit/record-event.ts'
import type { ServiceContext } from '../service-context.ts'

/** Events that go in one step: it holds up other writers for a tenth of a second. */
const BATCH = 2_000

/** Takes out what is older than `keepMs`, a step at a time until `signal` is aborted; says how many events went. */
export async function pruneAuditLog(
  { store, now }: Pick<ServiceContext, 'store' | 'now'>,
  keepMs: number,
  signal: AbortSignal,
): Promise<number> {
  let pruned = 0
  while (!signal.aborted) {
    const nowMs = now()
    const { details: _, ...event } = toNewEvent({ action: 'audit.pruned', actor: undefined }, nowMs)
    const count = await store.pruneAuditEvents({ beforeMs: nowMs - keepMs, limit: BATCH, event })
    pruned += count
    if (count < BATCH) break
  }
  return pruned
}
