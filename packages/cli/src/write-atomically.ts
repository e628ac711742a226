import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { usageFailure } from './failure.ts'
import { describeErrno } from './io.ts'

export interface WriteOptions {
  readonly mode?: number
  /**
   * Waits until the bytes are on the disk, so that a power cut cannot take old and new with it: for what cannot be made
   * again. It can take longer than all the rest of a run.
   */
  readonly flush?: boolean
}

/**
 * Writes a file whole or not at all: into a temporary file beside it, which is then renamed over it. What is not a plain
 * file (`/dev/stdout`, a pipe) is written to directly. Throws a Failure; the old file is then untouched.
 */
export function writeAtomically(path: string, bytes: Uint8Array, options: WriteOptions = {}): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false })
    if (existing !== undefined && !existing.isFile()) {
      writeThrough(path, 'w', bytes, {})
      return
    }
    // Good enough against accidents, and "wx" refuses a name that someone else has made.
    const temporary = join(dirname(path), `.${basename(path)}.${Math.random().toString(36).slice(2)}.tmp`)
    const mode = options.mode ?? (existing && existing.mode & 0o777)
    try {
      writeThrough(temporary, 'wx', bytes, { ...options, ...(mode !== undefined && { mode }) })
      renameSync(temporary, path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  } catch (error) {
    throw usageFailure(`cannot write ${path}: ${describeErrno(error)}`, { cause: error })
  }
}

function writeThrough(path: string, flags: string, bytes: Uint8Array, { mode, flush }: WriteOptions): void {
  const file = openSync(path, flags, mode)
  try {
    for (let offset = 0; offset < bytes.length; ) offset += writeSync(file, bytes, offset)
    if (flush) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
