import { resolve } from 'node:path'
import { usageFailure } from '../failure.ts'
import { printable } from '../printable.ts'
import type { InputSpec } from './input-spec.ts'
import type { InputTree } from './input-tree.ts'
import { MAX_INPUT_BYTES, MAX_INPUT_FILES } from './limits.ts'
import { readTar } from './read-tar.ts'
import { readZip } from './read-zip.ts'
import { isRelevantFile } from './relevant-files.ts'
import { createStoredTree, type StoredLink } from './stored-tree.ts'

/** Takes the entries of an archive one by one, keeps what matters and stops at the limits of an input. */
export interface ArchiveSink {
  /** Whether the bytes of this file are wanted. Throws a Failure for a path that leads out of the archive. */
  wants(path: string, bytes: number): boolean
  addFile(path: string, bytes: Uint8Array): void
  /** `target` is relative to the folder of the link; `isHard` when it is relative to the root instead. */
  addLink(path: string, target: string, isHard: boolean): void
}

/** The tree in an archive, read into memory as far as it matters. Throws a Failure for an archive that is not one. */
export async function openArchiveTree(
  spec: Extract<InputSpec, { kind: 'archive' }>,
  label: string,
  cwd: string,
): Promise<InputTree> {
  const files = new Map<string, Uint8Array>()
  const links = new Map<string, StoredLink>()
  const sink = createSink(files, links, spec.stripComponents, label)
  const file = resolve(cwd, spec.path)
  if (spec.format === 'zip') readZip(file, spec.path, sink)
  else await readTar(file, spec.path, spec.format === 'tar.gz', sink)
  const reader = { read: (path: string) => files.get(path) }
  return createStoredTree([...files.keys(), ...links.keys()], links, { reader, target: spec.subdir, label })
}

function createSink(
  files: Map<string, Uint8Array>,
  links: Map<string, StoredLink>,
  stripComponents: number,
  label: string,
): ArchiveSink {
  let total = 0
  const strip = (path: string) => safeParts(path, label).slice(stripComponents).join('/')
  const count = (bytes: number) => {
    total += bytes
    if (total > MAX_INPUT_BYTES) throw usageFailure(`${label} unpacks to more than ${MAX_INPUT_BYTES} bytes of files`)
    if (files.size + links.size >= MAX_INPUT_FILES)
      throw usageFailure(`${label} has more than ${MAX_INPUT_FILES} files`)
  }
  return {
    wants(path, bytes) {
      const isWanted = isRelevantFile(path) && strip(path) !== ''
      if (isWanted) count(bytes)
      else safeParts(path, label)
      return isWanted
    },
    addFile(path, bytes) {
      const key = strip(path)
      links.delete(key)
      files.set(key, bytes)
    },
    addLink(path, target, isHard) {
      const key = strip(path)
      if (key === '') return
      count(target.length)
      const up = key.split('/').slice(1).fill('..').join('/')
      files.delete(key)
      links.set(key, { target: isHard ? `${up}/./${strip(target)}`.replace(/^\//, '') : target })
    },
  }
}

function safeParts(path: string, label: string): string[] {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
  if (/^[/\\]|^[A-Za-z]:/.test(path) || parts.includes('..')) {
    throw usageFailure(`${label} holds the path "${printable(path)}", which leads out of it; make the archive anew`)
  }
  return parts
}
