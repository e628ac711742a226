import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Extract, extract, type Header } from 'tar-stream'
import { errnoOf, Failure, usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'
import { printable } from '../printable.ts'
import type { ArchiveSink } from './archive-tree.ts'

/**
 * A stream that unpacks to more than this is not unpacked to its end, wanted or not: a gzip bomb is a thousand times as
 * large as its file.
 */
const MAX_STREAM_BYTES = 4 * 1024 ** 3

/** Hands the entries of a tar archive to the sink, as a stream. Rejects with a Failure when it cannot be read. */
export async function readTar(file: string, shown: string, isGzip: boolean, sink: ArchiveSink): Promise<void> {
  const unpack = extract()
  const source = createReadStream(file)
  // An error of either stream comes out of the last one, which is read from.
  const bytes: Readable = isGzip ? pipeline(source, createGunzip(), () => {}) : source
  const feeding = feed(unpack, bytes, shown)
  // A failure there also ends the loop below.
  feeding.catch((error: unknown) => unpack.destroy(error instanceof Error ? error : new Error(String(error))))
  try {
    for await (const entry of unpack) await takeEntry(entry.header, entry, sink)
    await feeding
  } catch (error) {
    throw explain(error, shown, isGzip)
  } finally {
    source.destroy()
  }
}

async function feed(unpack: Extract, bytes: Readable, shown: string): Promise<void> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > MAX_STREAM_BYTES) throw usageFailure(`"${shown}" unpacks to more than ${MAX_STREAM_BYTES} bytes`)
    if (!unpack.write(chunk)) await canGoOn(unpack)
    if (unpack.destroying) return
  }
  unpack.end(undefined)
}

function canGoOn(unpack: Extract): Promise<void> {
  return new Promise((resolve) => {
    unpack.once('drain', () => resolve())
    unpack.once('close', () => resolve())
  })
}

async function takeEntry(
  { type, name, linkname, size }: Header,
  entry: AsyncIterable<unknown> & { resume(): unknown },
  sink: ArchiveSink,
): Promise<void> {
  if (type === 'symlink') sink.addLink(name, linkname, false)
  else if (type === 'link') sink.addLink(name, linkname, true)
  else if ((type === 'file' || type === 'contiguous-file') && sink.wants(name, size)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of entry) chunks.push(chunk as Uint8Array)
    sink.addFile(name, Buffer.concat(chunks))
    return
  }
  entry.resume()
}

function explain(error: unknown, shown: string, isGzip: boolean): Failure {
  if (error instanceof Failure) return error
  const system = errnoOf(error)
  // Other codes are those of zlib and of the stream machinery: what was read is not what it should be.
  if (system !== undefined && !/^(Z_|ERR_)/.test(system)) {
    return usageFailure(`cannot open "${shown}": ${describeErrno(error)}`, { cause: error })
  }
  const reason = printable(error instanceof Error ? error.message : String(error))
  const kind = isGzip ? 'gzipped tar archive' : 'tar archive'
  return usageFailure(`"${shown}" is no ${kind}, or is cut off: ${reason}`, { cause: error })
}
