import { HOUSEKEEPING_MS } from '../limits.ts'

/** One round of clearing up, which ends early when the signal is aborted. */
export type Chore = (signal: AbortSignal) => Promise<unknown>

/**
 * Does the chores one after the other, now and then every hour, until the signal is aborted. One that fails keeps no
 * other from being done, and is tried again in the next round. Several servers may do so for one store.
 */
export async function keepHouse(
  chores: readonly Chore[],
  reportBug: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const chore of chores) {
      if (signal.aborted) return
      try {
        await chore(signal)
      } catch (error) {
        if (!signal.aborted) reportBug(error)
      }
    }
    await pause(HOUSEKEEPING_MS, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    // A process that has nothing else to do must not stay alive for this.
    const timer = setTimeout(resolve, ms).unref()
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
