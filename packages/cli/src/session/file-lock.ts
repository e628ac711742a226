import { closeSync, mkdirSync, openSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'

/** Whoever holds a lock says so anew this often; a lock that is older was left behind by a run that was killed. */
const BEAT_MS = 500
const STALE_MS = 10 * BEAT_MS
const POLL_MS = 50

/**
 * Runs `work` while no other process does so under the same path. A lock whose holder was killed is broken after some
 * seconds. Rejects with a Failure when the lock cannot be made.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    while (!tryLock(path)) {
      if (isStale(path)) rmSync(path, { force: true })
      else await sleep(POLL_MS)
    }
  } catch (error) {
    throw usageFailure(`cannot make ${path}: ${describeErrno(error)}`, { cause: error })
  }
  const beat = setInterval(() => touch(path), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(path, { force: true })
  }
}

function tryLock(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', 0o600))
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
}

function isStale(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs > STALE_MS
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch (error) {
    // Broken by a run that took this one for dead, as after a machine has slept; the registry bears two refreshes.
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}
