import { relative, resolve, sep } from 'node:path'

/** A file of an input. */
export interface InputFile {
  readonly importPath: string
  /**
   * What `--path` and `--exclude-path` know it by: in a folder relative to the working directory, in a git tree or an
   * archive relative to the folder that was asked for, elsewhere its import path. Source: observed behaviour of buf 1.75.
   */
  readonly flagPath: string
}

/** Chooses among all files of an input those that are meant; the rest is there only as far as they import it. */
export type SelectTargets = (files: readonly InputFile[]) => ReadonlySet<InputFile>

export interface PathFlags {
  /** Files and folders as written; empty means everything. */
  readonly paths: readonly string[]
  readonly excludePaths: readonly string[]
}

/**
 * Selects by `--path` and `--exclude-path`, matched by whole path components. Undefined when there are none.
 *
 * `inputFolder` is the folder that is being checked, if it is one. When the paths say nothing in an input, they are taken
 * relative to that folder: so `check proto --against '.git#subdir=proto' --path proto/a` means the same files on both
 * sides. buf finds no file there and gives up.
 */
export function selectByPath(
  flags: PathFlags,
  cwd: string,
  inputFolder: string | undefined,
): SelectTargets | undefined {
  if (flags.paths.length === 0 && flags.excludePaths.length === 0) return undefined
  const written = normalize(flags, (path) => toPosix(relative(cwd, resolve(cwd, path))))
  const base = inputFolder === undefined ? undefined : resolve(cwd, inputFolder)
  const translated =
    base === undefined ? undefined : normalize(flags, (path) => toPosix(relative(base, resolve(cwd, path))))
  return (files) => {
    const isKnown = [...written.paths, ...written.excludePaths].some((path) =>
      files.some(({ flagPath }) => isWithin(flagPath, path)),
    )
    return select(files, isKnown || translated === undefined ? written : translated)
  }
}

/** Selects the files of the same import path in the other side of a comparison, less what is excluded. */
export function selectByImportPath(
  importPaths: ReadonlySet<string>,
  excluded: SelectTargets | undefined,
): SelectTargets {
  return (files) => {
    const targets = excluded?.(files) ?? new Set(files)
    return new Set(files.filter((file) => targets.has(file) && importPaths.has(file.importPath)))
  }
}

function normalize({ paths, excludePaths }: PathFlags, toFlagPath: (path: string) => string): PathFlags {
  return { paths: paths.map(toFlagPath), excludePaths: excludePaths.map(toFlagPath) }
}

function select(files: readonly InputFile[], { paths, excludePaths }: PathFlags): ReadonlySet<InputFile> {
  return new Set(
    files.filter(({ flagPath }) => {
      const isNamed = paths.length === 0 || paths.some((path) => isWithin(flagPath, path))
      return isNamed && !excludePaths.some((path) => isWithin(flagPath, path))
    }),
  )
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

function toPosix(path: string): string {
  return path.split(sep).join('/')
}
