import type { FileSet } from './file-set.ts'

/**
 * A tree of files to read modules from: a folder, a git ref, an archive or an upload all look like this. Paths are
 * `/`-separated and relative to the root of the tree, which is the empty path.
 */
export interface FileTree {
  /**
   * Paths of all files at and below a folder; none when there is no such folder. Any order. A tree that is costly to
   * walk may leave out folders for which `skip` is true.
   */
  list(folder: string, skip?: (folder: string) => boolean): Iterable<string>
  /** The bytes of a file; undefined when there is none. */
  read(path: string): Uint8Array | undefined
}

/** A tree of files that are in memory already. */
export function memoryTree(files: FileSet): FileTree {
  return {
    *list(folder) {
      const prefix = folder === '' ? '' : `${folder}/`
      for (const path of files.keys()) if (path.startsWith(prefix)) yield path
    },
    read: (path) => files.get(path),
  }
}
