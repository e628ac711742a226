/// <reference types="node" />

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Resolver } from '../resolver.ts'

/**
 * Makes a resolver that finds import paths in folders on disk: the first folder that has the file wins, like the `-I`
 * options of protoc. Symbolic links are followed.
 *
 * Paths that lead out of the folders, or that no file can have, are not found; a file that is there and cannot be read
 * makes the resolver throw the error of Node, which says which file and why.
 */
export function fileResolver(folders: readonly string[]): Resolver {
  return (path) => {
    if (!isInside(path)) return undefined
    for (const folder of folders) {
      const content = readIfThere(join(folder, path))
      if (content !== undefined) return content
    }
    return undefined
  }
}

/** Whether a path is `/`-separated, relative, and stays below the folder that it starts from. */
function isInside(path: string): boolean {
  return !/[\\\0]|^[A-Za-z]:/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part))
}

/** What the system says of a path where no file is; the last two, of one that it cannot have. */
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'EINVAL'])

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_THERE.has(String(error.code))) return undefined
    throw error
  }
}
