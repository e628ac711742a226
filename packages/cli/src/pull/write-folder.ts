import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { type FileSet, modulePathProblem, selectModulePaths } from '@wireproof/module'
import { EXIT_CODES } from '../exit-code.ts'
import { errnoOf, Failure, usageFailure } from '../failure.ts'
import { describeErrno } from '../io.ts'
import { printable } from '../printable.ts'

export interface FolderTarget {
  /** Absolute path. */
  readonly folder: string
  /** The same as the user wrote it. */
  readonly shown: string
  /** Absolute path of the working directory, which cannot be replaced under the shell that stands in it. */
  readonly cwd: string
  /** Replace files that a pull can have written. */
  readonly force: boolean
}

/**
 * Writes files as a folder that appears whole or not at all: into a fresh folder beside it, then renamed. Only what is
 * a module's path is written, so nothing lands outside, whatever the files are called. A folder that has exactly these
 * files is left alone. Throws a Failure; the folder is then as it was.
 */
export function writeFolder(target: FolderTarget, files: FileSet): void {
  const { folder, shown } = target
  assertPaths(files)
  try {
    const existing = listFolder(folder)
    if (existing !== undefined && existing.length > 0) {
      if (hasExactly(folder, existing, files)) return
      assertReplaceable(target, existing)
    }
    if (existing !== undefined && isSameOrAbove(folder, target.cwd)) {
      throw usageFailure(`${shown} is the folder that you work in and cannot be replaced; name a new folder in it`)
    }
    replaceFolder(folder, existing !== undefined, files)
  } catch (error) {
    if (error instanceof Failure || errnoOf(error) === undefined) throw error
    throw usageFailure(`cannot write the folder ${shown}: ${describeErrno(error)}`, { cause: error })
  }
}

function assertPaths(files: FileSet): void {
  for (const path of files.keys()) {
    const problem = modulePathProblem(path)
    if (problem === undefined) continue
    throw new Failure(EXIT_CODES.server, `the registry sends a file that cannot be written: ${printable(problem)}`)
  }
}

/** Paths of everything that is no folder, in and below a folder; undefined when there is none. */
function listFolder(folder: string): string[] | undefined {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return undefined
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function hasExactly(folder: string, existing: readonly string[], files: FileSet): boolean {
  return (
    existing.length === files.size &&
    existing.every((path) => {
      const wanted = files.get(path)
      return wanted !== undefined && Buffer.compare(readFileSync(join(folder, path)), wanted) === 0
    })
  )
}

function assertReplaceable({ shown, force }: FolderTarget, existing: readonly string[]): void {
  if (!force) {
    throw usageFailure(`${shown} is not empty; name a new folder, or replace its files with --force`)
  }
  const replaceable = new Set(selectModulePaths(existing))
  const foreign = existing.find((path) => !replaceable.has(path))
  if (foreign === undefined) return
  throw usageFailure(
    `${shown} holds ${printable(foreign)}, which no pull has written, so it is not replaced; name a new folder`,
  )
}

function isSameOrAbove(folder: string, cwd: string): boolean {
  const path = relative(folder, cwd)
  return path === '' || !(path.split(sep)[0] === '..' || path.startsWith(sep) || /^[A-Za-z]:/.test(path))
}

function replaceFolder(folder: string, exists: boolean, files: FileSet): void {
  const parent = dirname(folder)
  mkdirSync(parent, { recursive: true })
  const besides = join(parent, `.${basename(folder)}.${randomBytes(6).toString('hex')}`)
  const [fresh, old] = [`${besides}.tmp`, `${besides}.old`]
  try {
    mkdirSync(fresh)
    for (const [path, bytes] of files) {
      const file = join(fresh, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes, { flag: 'wx' })
    }
    if (exists) renameSync(folder, old)
    try {
      renameSync(fresh, folder)
    } catch (error) {
      if (exists) renameSync(old, folder)
      throw error
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  rmSync(old, { recursive: true, force: true })
}
