import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runBuf } from '../support/buf.ts'

/** What `buf build` makes of a module. */
export interface BufBuild {
  /** The encoded image; undefined when buf refused the module. */
  readonly image: Uint8Array | undefined
  /** By path, the places that buf complains about, in its order. */
  readonly errors: ReadonlyMap<string, readonly Place[]>
  /** By path, what it says of these places. */
  readonly messages: ReadonlyMap<string, readonly string[]>
}

/** buf ended without an image and without an error in a file: it crashed, or refused the module as a whole. */
export class BufFailure extends Error {
  override readonly name = 'BufFailure'
}

/** A 1-based line and column. */
export type Place = readonly [line: number, column: number]

/** Builds files as one module, with source info. */
export function buildFiles(files: Readonly<Record<string, string>>): BufBuild {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-buf-'))
  try {
    for (const [path, text] of Object.entries({ 'module/buf.yaml': 'version: v2\n', ...prefixed(files) })) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return buildFolder(root, join(root, 'module'))
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** Builds a folder that holds a buf.yaml. What buf needs to write goes into `work`. */
export function buildFolder(work: string, folder: string): BufBuild {
  const output = join(work, 'image.binpb')
  const run = runBuf(['build', '.', '-o', output], { cwd: folder, home: work })
  if (run.code === 0) return { image: readFileSync(output), errors: new Map(), messages: new Map() }
  const errors = new Map<string, Place[]>()
  const messages = new Map<string, string[]>()
  for (const line of run.stderr.split('\n')) {
    const match = /^(.+?):(\d+):(\d+):(.*)/.exec(line)
    if (match === null) continue
    const [, path = '', row, column, message = ''] = match
    errors.set(path, [...(errors.get(path) ?? []), [Number(row), Number(column)]])
    messages.set(path, [...(messages.get(path) ?? []), message])
  }
  if (errors.size === 0 || isCrash(run.stderr)) {
    throw new BufFailure(`buf build ended with ${run.code}: ${run.stderr}`)
  }
  return { image: undefined, errors, messages }
}

/** A crash can leave errors of other files behind it, which are then not all. */
function isCrash(stderr: string): boolean {
  return /^panic:|^goroutine \d+|unexpected panic|internal compiler error/m.test(stderr)
}

function prefixed(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`module/${path}`, text]))
}
