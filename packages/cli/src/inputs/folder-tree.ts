import { type Dirent, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, parse, relative, resolve, sep } from 'node:path'
import { findWorkspaceFolder } from '@wireproof/module'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'
import { createInputTree, type FileReader, type InputTree } from './input-tree.ts'
import { MAX_FILE_BYTES } from './limits.ts'
import type { LinkedTree, LinkTarget, TreeEntry } from './walk-tree.ts'

/**
 * The tree around a local folder. It is rooted at the root of the file system, because the configuration of a folder
 * may lie above it; nothing is read before it is asked for. Links may lead anywhere inside the folder of the workspace.
 * Shown paths are relative to `cwd` if `path` is relative, as buf shows them. Throws a Failure if it is no folder.
 */
export function openFolderTree(path: string, cwd: string): InputTree {
  const absolute = resolve(cwd, path)
  assertFolder(path, absolute)
  const { root } = parse(absolute)
  const toAbsolute = (treePath: string) => resolve(root, treePath)
  const toTree = (absolutePath: string) => relative(root, absolutePath).split(sep).join('/')
  const show = (treePath: string) => showPath(toAbsolute(treePath), path, cwd)
  const reader = createReader(toAbsolute, show)
  const target = toTree(absolute)
  const boundary = realpathSync(toAbsolute(findWorkspaceFolder({ list: () => [], read: reader.read }, target)))
  const tree: LinkedTree = {
    show,
    flagPath: (treePath) => relative(cwd, toAbsolute(treePath)).split(sep).join('/'),
    entries: (folder) => readEntries(toAbsolute(folder), show(folder)),
    resolveLink: (link) => resolveLink(toAbsolute(link), boundary, toTree),
  }
  return createInputTree(tree, reader, { target, base: toTree(cwd) })
}

function assertFolder(path: string, absolute: string): void {
  try {
    if (statSync(absolute).isDirectory()) return
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      throw usageFailure(
        `no folder "${path}"; check the path, or name a registry module as host/owner/module (the host has a "." or ":")`,
      )
    }
    throw usageFailure(`cannot open "${path}": ${describeErrno(error)}`, { cause: error })
  }
  throw usageFailure(`"${path}" is a file of a kind that is not read; give a folder, a .binpb image or an archive`)
}

/**
 * As buf prints it: an absolute input gives absolute paths, a relative one its own path and what lies below it, also
 * where `..` leads up and down again.
 */
function showPath(absolutePath: string, given: string, cwd: string): string {
  if (isAbsolute(given)) return absolutePath.split(sep).join('/')
  const folder = relative(cwd, resolve(cwd, given))
  const below = relative(resolve(cwd, given), absolutePath)
  const isBelow = below.split(sep)[0] !== '..' && !isAbsolute(below)
  return (isBelow ? join(folder, below) : relative(cwd, absolutePath)).split(sep).join('/')
}

function readEntries(folder: string, shown: string): TreeEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return []
    throw usageFailure(`cannot read the folder ${shown}: ${describeErrno(error)}`, { cause: error })
  }
}

function kindOf(entry: Dirent): TreeEntry['kind'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

function resolveLink(link: string, boundary: string, toTree: (path: string) => string): LinkTarget {
  let real: string
  try {
    real = realpathSync(link)
  } catch {
    return { kind: 'missing' }
  }
  const fromBoundary = relative(boundary, real)
  const isInside = fromBoundary === '' || !(fromBoundary.split(sep)[0] === '..' || isAbsolute(fromBoundary))
  if (!isInside) return { kind: 'outside', target: readlinkSync(link) }
  const stat = statSync(real)
  if (!stat.isDirectory() && !stat.isFile()) return { kind: 'missing' }
  return { kind: stat.isDirectory() ? 'folder' : 'file', path: toTree(real) }
}

function createReader(toAbsolute: (path: string) => string, show: (path: string) => string): FileReader {
  return {
    read(realPath) {
      const absolute = toAbsolute(realPath)
      const stat = statSync(absolute, { throwIfNoEntry: false })
      // A pipe or a device would block or never end.
      if (stat === undefined || !stat.isFile()) return undefined
      if (stat.size > MAX_FILE_BYTES) {
        throw usageFailure(
          `${show(realPath)}: the file has ${stat.size} bytes; ${MAX_FILE_BYTES} is the most that is read`,
        )
      }
      try {
        return readFileSync(absolute)
      } catch (error) {
        throw usageFailure(`cannot read ${show(realPath)}: ${describeErrno(error)}`, { cause: error })
      }
    },
  }
}
