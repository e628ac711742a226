import { posix } from 'node:path'
import { usageFailure } from '../failure.ts'
import { createInputTree, type FileReader, type InputTree } from './input-tree.ts'
import { MAX_LINK_HOPS } from './limits.ts'
import type { LinkedTree, LinkTarget, TreeEntry } from './walk-tree.ts'

/** A symbolic link as it is stored in an archive or in git: its text, relative to the folder that it lies in. */
export interface StoredLink {
  readonly target: string
}

export interface StoredTreeOptions {
  readonly reader: FileReader
  /** Folder in the tree that was asked for; it must exist. */
  readonly target: string
  /** What the user calls the input. */
  readonly label: string
}

/** A tree out of the list of all its paths, as git and archives have it. */
export function createStoredTree(
  paths: Iterable<string>,
  links: ReadonlyMap<string, StoredLink>,
  options: StoredTreeOptions,
): InputTree {
  const folders = indexFolders(paths, links)
  if (!folders.has(options.target)) {
    throw usageFailure(`there is no folder "${options.target}" in ${options.label}; check its subdir`)
  }
  const kinds = { isFolder: (path: string) => folders.has(path), links }
  const tree: LinkedTree = {
    show: (path) => path,
    flagPath: (path) => posix.relative(options.target, path),
    entries: (folder) => folders.get(folder)?.values() ?? [],
    resolveLink: (path) => resolveStoredLink(path, kinds, (file) => isFileIn(folders, file)),
  }
  return createInputTree(tree, options.reader, { target: options.target, base: '' })
}

type FolderIndex = ReadonlyMap<string, ReadonlyMap<string, TreeEntry>>

function indexFolders(paths: Iterable<string>, links: ReadonlyMap<string, StoredLink>): FolderIndex {
  const folders = new Map<string, Map<string, TreeEntry>>([['', new Map()]])
  for (const path of paths) {
    let kind: TreeEntry['kind'] = links.has(path) ? 'link' : 'file'
    for (let rest = path; ; ) {
      const slash = rest.lastIndexOf('/')
      const folder = slash < 0 ? '' : rest.slice(0, slash)
      const known = folders.get(folder)
      const entries = known ?? new Map<string, TreeEntry>()
      const name = rest.slice(slash + 1)
      entries.set(name, { name, kind })
      if (known !== undefined) break
      folders.set(folder, entries)
      rest = folder
      kind = 'folder'
    }
  }
  return folders
}

function isFileIn(folders: FolderIndex, path: string): boolean {
  const slash = path.lastIndexOf('/')
  return folders.get(slash < 0 ? '' : path.slice(0, slash))?.get(path.slice(slash + 1))?.kind === 'file'
}

/** Walks a path part by part as a file system does, since any part may itself be a link (path_resolution(7)). */
function resolveStoredLink(
  path: string,
  kinds: { isFolder: (path: string) => boolean; links: ReadonlyMap<string, StoredLink> },
  isFile: (path: string) => boolean,
): LinkTarget {
  const written = kinds.links.get(path)?.target ?? ''
  const todo = path.split('/').reverse()
  let at: string[] = []
  for (let hops = 0; todo.length > 0; ) {
    const part = todo.pop() as string
    if (part === '' || part === '.') continue
    if (part === '..') {
      if (at.length === 0) return { kind: 'outside', target: written }
      at = at.slice(0, -1)
      continue
    }
    at = [...at, part]
    const link = kinds.links.get(at.join('/'))
    if (link === undefined) continue
    if (link.target.startsWith('/')) return { kind: 'outside', target: written }
    if (++hops > MAX_LINK_HOPS) return { kind: 'missing' }
    at = at.slice(0, -1)
    todo.push(...link.target.split('/').reverse())
  }
  const resolved = at.join('/')
  if (kinds.isFolder(resolved)) return { kind: 'folder', path: resolved }
  return isFile(resolved) ? { kind: 'file', path: resolved } : { kind: 'missing' }
}
