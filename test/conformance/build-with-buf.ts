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
  if (run.code === 0) return { image: readFileSync(output), errors: new Map() }
  const errors = new Map<string, Place[]>()
  for (const line of run.stderr.split('\n')) {
    const match = /^(.+?):(\d+):(\d+):/.exec(line)
    if (match === null) continue
    const [, path = '', row, column] = match
    errors.set(path, [...(errors.get(path) ?? []), [Number(row), Number(column)]])
  }
  if (errors.size === 0) throw new Error(`buf build ended with ${run.code}: ${run.stderr}`)
  return { image: undefined, errors }
}

function prefixed(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`module/${path}`, text]))
}
