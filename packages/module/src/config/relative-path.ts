/**
 * Brings a path from a configuration file into its short form: `./a//b/` is `a/b`, `.` and the empty text are the
 * empty path. Says what is wrong with a path that is absolute or leads out of the folder.
 * Source: observed behaviour of buf 1.75, which takes no backslash for a separator on any system but Windows.
 */
export function normalizePath(text: string): { path: string } | { problem: string } {
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text)) {
    return { problem: `"${text}" is an absolute path; write it relative to the folder of this file` }
  }
  const parts: string[] = []
  for (const part of text.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return { problem: `"${text}" leads out of the folder of this file` }
  }
  return { path: parts.join('/') }
}

/** Whether a path is the folder or lies in it, at any depth. The empty folder holds everything. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}

/** What is left of a path within a folder; empty for the folder itself. */
export function pathWithin(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

/** `a` and `b` as one path; either may be empty. */
export function joinPaths(a: string, b: string): string {
  return a === '' || b === '' ? a + b : `${a}/${b}`
}

/** How people write a folder: the empty path is `.`. */
export function showFolder(path: string): string {
  return path === '' ? '.' : path
}
