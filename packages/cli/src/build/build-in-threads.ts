import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import {
  type CompiledPart,
  type CompilePartOptions,
  compilePart,
  type Diagnostic,
  joinParts,
} from '@wireproof/compiler'
import type { SourceLayout } from '../inputs/compiled-input.ts'
import { type ThreadResult, type ThreadTask, unpackPart } from './build-thread.ts'
import { shareFiles, totalSize } from './shared-files.ts'

/** An image in its binary form, and what there is to say about its files. */
export interface BuiltImage {
  readonly bytes: Uint8Array
  readonly diagnostics: readonly Diagnostic[]
}

/** From here on several threads are faster than one: below, the others are not up in time. A megabyte takes about 0.1 s. */
const MIN_BYTES = 8_000_000

/** Each thread compiles shared imports again and takes memory of its own, so that more of them win ever less. */
const MAX_THREADS = 4

/**
 * Builds the image of a large input in several threads, each with its share of the text. Undefined when it is to be built at
 * once: because it is not large, there is one processor only, or something is wrong that only then is told as it should be.
 * `script` starts a thread with `runBuildThread`.
 */
export async function buildInThreads(
  { roots, paths, resolve }: SourceLayout,
  options: CompilePartOptions,
  script: string,
): Promise<BuiltImage | undefined> {
  const files = new Map<string, Uint8Array>()
  for (const path of paths) {
    const content = resolve(path)
    if (content !== undefined) files.set(path, content)
  }
  const count = Math.min(availableParallelism(), MAX_THREADS)
  if (totalSize(files) < MIN_BYTES || count < 2) return undefined
  const [own = [], ...others] = share([...roots].sort(), count, (path) => files.get(path)?.length ?? 0)
  const shared = shareFiles(files)
  const threads = others.map((part) => startThread(script, { files: shared, part, roots, options }))
  const first = compilePart(own, roots, resolve, options)
  const parts = first && [first, ...(await Promise.all(threads.map(({ result }) => result)))]
  await Promise.all(threads.map((thread) => thread.stop()))
  const made = parts?.filter((part) => part !== undefined)
  const joined = made?.length === count ? joinParts(made) : undefined
  return joined && { bytes: Buffer.concat(joined.files.map(({ bytes }) => bytes)), diagnostics: joined.diagnostics }
}

/** Cuts a list into parts that weigh about the same. */
function share(paths: readonly string[], count: number, weigh: (path: string) => number): string[][] {
  const total = paths.reduce((sum, path) => sum + weigh(path), 0)
  const parts = Array.from({ length: count }, (): string[] => [])
  let sum = 0
  for (const path of paths) {
    parts[Math.min(count - 1, Math.floor((sum / total) * count))]?.push(path)
    sum += weigh(path)
  }
  return parts
}

/** A thread that does not come up, or runs out of memory, has made nothing: then this one does all of it. */
function startThread(script: string, task: ThreadTask) {
  const worker = new Worker(script, { workerData: task })
  const result = new Promise<CompiledPart | undefined>((resolve) => {
    worker.once('message', (made: ThreadResult) => resolve(made && unpackPart(made)))
    worker.once('error', () => resolve(undefined))
    worker.once('exit', () => resolve(undefined))
  })
  return { result, stop: () => worker.terminate() }
}
