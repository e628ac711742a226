import { usageFailure } from '../failure.ts'
import { MAX_FOLDER_DEPTH, MAX_INPUT_FILES } from './limits.ts'
import { isRelevantFile } from './relevant-files.ts'

export interface TreeEntry {
  readonly name: string
  /** `other` is what cannot be read: devices, sockets, submodules. */
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

/** Where a symbolic link leads: `path` is where the file or folder really is in the tree. */
export type LinkTarget =
  | { readonly kind: 'file' | 'folder'; readonly path: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outside'; readonly target: string }

/** A tree with symbolic links in it, whatever it is stored in. Paths are relative to its root, `/`-separated. */
export interface LinkedTree {
  entries(folder: string): Iterable<TreeEntry>
  resolveLink(path: string): LinkTarget
  /** What the user knows a path of the tree by. */
  show(path: string): string
  /** What the flags for paths know a path of the tree by. */
  flagPath(path: string): string
}

/** A file of a walk: its path, and where it really is when links led there. */
export interface WalkedFile {
  readonly path: string
  readonly realPath: string
}

/**
 * Finds all relevant files at and below a folder, following symbolic links that stay inside the tree, as buf does.
 * Folders for which `skip` is true are not entered. Throws a Failure for a link that leads out of the tree or nowhere.
 */
export function walkTree(
  tree: LinkedTree,
  folder: string,
  skip: (path: string) => boolean = () => false,
): WalkedFile[] {
  const found: WalkedFile[] = []
  /** Real paths of the folders above, so that a link to one of them is not followed for ever. */
  const open: string[] = []

  function visitFolder(path: string, realPath: string): void {
    if (open.includes(realPath)) return
    if (open.length >= MAX_FOLDER_DEPTH) {
      throw usageFailure(`${tree.show(path)}: folders are nested more than ${MAX_FOLDER_DEPTH} deep`)
    }
    open.push(realPath)
    for (const { name, kind } of tree.entries(realPath)) {
      const child = path === '' ? name : `${path}/${name}`
      const realChild = realPath === '' ? name : `${realPath}/${name}`
      if (kind === 'folder') {
        if (!skip(child)) visitFolder(child, realChild)
      } else if (kind === 'file') addFile(child, realChild)
      else if (kind === 'link') visitLink(child, realChild)
    }
    open.pop()
  }

  function visitLink(path: string, realPath: string): void {
    if (skip(path)) return
    const target = tree.resolveLink(realPath)
    if (target.kind === 'folder') visitFolder(path, target.path)
    else if (target.kind === 'file') addFile(path, target.path)
    else if (target.kind === 'outside') {
      throw usageFailure(
        `${tree.show(path)}: this symbolic link leads out of the input (to ${target.target}); ` +
          'put the files themselves there, or exclude the folder in buf.yaml',
      )
    } else if (isRelevantFile(path)) {
      throw usageFailure(`${tree.show(path)}: this symbolic link leads to nothing; remove it or repair it`)
    }
  }

  function addFile(path: string, realPath: string): void {
    if (!isRelevantFile(path)) return
    found.push({ path, realPath })
    if (found.length > MAX_INPUT_FILES) {
      throw usageFailure(`${tree.show(folder)}: there are more than ${MAX_INPUT_FILES} files; give a smaller folder`)
    }
  }

  visitFolder(folder, folder)
  return found
}
