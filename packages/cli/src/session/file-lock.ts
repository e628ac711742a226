import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'

/** Longer than one request may take: whoever holds a lock for so long was killed. */
const STALE_MS = 45_000
const POLL_MS = 50

/**
 * Runs `work` while no other process does so under the same path. A lock whose holder was killed is broken after a while.
 * Rejects with a Failure when the lock cannot be made.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  while (!tryLock(path)) {
    if (isStale(path)) rmSync(path, { force: true })
    else await sleep(POLL_MS)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function tryLock(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', 0o600))
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw usageFailure(`cannot make ${path}: ${describeErrno(error)}`, { cause: error })
  }
}

function isStale(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs > STALE_MS
}
