import type { FileTree } from '@wireproof/module'
import { type LinkedTree, walkTree } from './walk-tree.ts'

/** A tree of files to read modules from, and the part of it that the user asked for. */
export interface InputTree extends FileTree {
  /** Folder in the tree that was asked for. */
  readonly target: string
  /** The folder that the paths of a configuration from the command line are relative to, from version v2 on. */
  readonly base: string
  /** What the user knows a path of the tree by: the path that messages show. */
  show(path: string): string
  /** What the flags for paths know a path of the tree by: see `InputFile`. */
  flagPath(path: string): string
}

/** Reads the files of a tree by their real paths, which no link is part of. */
export interface FileReader {
  /** Undefined when there is no such file. */
  read(realPath: string): Uint8Array | undefined
  /** Told which files will be read soon, for stores that answer many questions at once. */
  expect?(realPaths: readonly string[]): void
}

/** Makes a tree that follows symbolic links out of one that only knows of them. */
export function createInputTree(
  tree: LinkedTree,
  reader: FileReader,
  { target, base }: Pick<InputTree, 'target' | 'base'>,
): InputTree {
  const realPaths = new Map<string, string>()
  return {
    target,
    base,
    show: (path) => tree.show(path),
    flagPath: (path) => tree.flagPath(path),
    list(folder, skip?: (path: string) => boolean) {
      const files = walkTree(tree, folder, skip)
      for (const { path, realPath } of files) if (path !== realPath) realPaths.set(path, realPath)
      reader.expect?.(files.map(({ realPath }) => realPath))
      return files.map(({ path }) => path)
    },
    read: (path) => reader.read(realPaths.get(path) ?? path),
  }
}
