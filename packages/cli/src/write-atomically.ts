import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { usageFailure } from './failure.ts'
import { describeErrno } from './io.ts'

/**
 * Writes a file whole or not at all: into a temporary file beside it, flushed to disk, then renamed over it. What is
 * not a plain file (`/dev/stdout`, a pipe) is written to directly. Throws a Failure; the old file is then untouched.
 */
export function writeAtomically(path: string, bytes: Uint8Array, options: { mode?: number } = {}): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false })
    if (existing !== undefined && !existing.isFile()) {
      writeThrough(path, 'w', bytes)
      return
    }
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
    try {
      writeThrough(temporary, 'wx', bytes, options.mode ?? (existing && existing.mode & 0o777))
      renameSync(temporary, path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  } catch (error) {
    throw usageFailure(`cannot write ${path}: ${describeErrno(error)}`, { cause: error })
  }
}

function writeThrough(path: string, flags: string, bytes: Uint8Array, mode?: number): void {
  const file = openSync(path, flags, mode)
  try {
    for (let offset = 0; offset < bytes.length; ) offset += writeSync(file, bytes, offset)
    if (flags === 'wx') fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
