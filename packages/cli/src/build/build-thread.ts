import { parentPort, workerData } from 'node:worker_threads'
import { type CompiledPart, type CompilePartOptions, compilePart } from '@wireproof/compiler'
import { readSharedFiles, type SharedFiles } from './shared-files.ts'

/** What a thread is to compile. */
export interface ThreadTask {
  readonly files: SharedFiles
  readonly part: readonly string[]
  readonly roots: ReadonlySet<string>
  readonly options: CompilePartOptions
}

/** What it made of that: the part, with the bytes of all its files in one buffer; undefined when something is wrong. */
export type ThreadResult = PackedPart | undefined

export interface PackedPart {
  readonly part: CompiledPart
  readonly lengths: readonly number[]
  readonly bytes: Uint8Array
}

/** Compiles the part that this thread was started for, and sends it to the one that started it. */
export function runBuildThread(): void {
  const { files, part, roots, options } = workerData as ThreadTask
  const compiled = compilePart(part, roots, readSharedFiles(files), options)
  const result: ThreadResult = compiled && packPart(compiled)
  parentPort?.postMessage(result, result === undefined ? [] : [result.bytes.buffer as ArrayBuffer])
}

const NO_BYTES = new Uint8Array()

/** Moves the bytes of all files into one buffer, which goes from thread to thread without a copy. */
export function packPart(part: CompiledPart): PackedPart {
  const lengths = part.files.map(({ bytes }) => bytes.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const file of part.files) {
    bytes.set(file.bytes, at)
    at += file.bytes.length
  }
  const files = part.files.map((file) => ({ ...file, bytes: NO_BYTES }))
  return { part: { ...part, files }, lengths, bytes }
}

/** The part as it was before it was packed. */
export function unpackPart({ part, lengths, bytes }: PackedPart): CompiledPart {
  let end = 0
  const files = part.files.map((file, index) => {
    const start = end
    end += lengths[index] ?? 0
    return { ...file, bytes: bytes.subarray(start, end) }
  })
  return { ...part, files }
}
