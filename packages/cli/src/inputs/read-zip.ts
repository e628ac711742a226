import { readFileSync, statSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { Failure, usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'
import { printable } from '../printable.ts'
import type { ArchiveSink } from './archive-tree.ts'
import { MAX_FILE_BYTES } from './limits.ts'

/** Hands the entries of a zip archive to the sink. Throws a Failure when it cannot be read. */
export function readZip(file: string, shown: string, sink: ArchiveSink): void {
  const archive = readWhole(file, shown)
  try {
    // The stated size is a promise that is kept: the file is unpacked into exactly so much memory.
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => !name.endsWith('/') && sink.wants(name, originalSize),
    })
    for (const [name, bytes] of Object.entries(files)) sink.addFile(name, bytes)
  } catch (error) {
    if (error instanceof Failure) throw error
    const reason = printable(error instanceof Error ? error.message : String(error))
    throw usageFailure(`"${shown}" is no zip archive, or is cut off: ${reason}`, { cause: error })
  }
}

function readWhole(file: string, shown: string): Uint8Array {
  try {
    const { size } = statSync(file)
    if (size <= MAX_FILE_BYTES) return readFileSync(file)
    throw usageFailure(`"${shown}" has ${size} bytes; ${MAX_FILE_BYTES} is the most that is read of a zip archive`)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw usageFailure(`cannot open "${shown}": ${describeErrno(error)}`, { cause: error })
  }
}
