import type { FileSet } from './file-set.ts'

/** Doc files in the order of preference: a module has at most one. Source: observed behaviour of buf 1.75. */
export const DOC_FILES = ['buf.md', 'README.md', 'README.markdown'] as const
export const LICENSE_FILE = 'LICENSE'

/**
 * Those of the paths that belong to a module: every `.proto` at any depth, and at the root one doc file and LICENSE.
 * Source: observed behaviour of buf 1.75, which filters before it hashes what it downloads.
 */
export function selectModulePaths(paths: Iterable<string>): string[] {
  const all = new Set(paths)
  const doc = DOC_FILES.find((name) => all.has(name))
  return [...all].filter((path) => path.endsWith('.proto') || path === LICENSE_FILE || path === doc)
}

/** `selectModulePaths` for files. */
export function selectModuleFiles(files: FileSet): FileSet {
  return new Map(selectModulePaths(files.keys()).map((path) => [path, files.get(path) as Uint8Array]))
}

/**
 * Longest path that is taken. Every common file system has a limit of 255 bytes for a name and of about 4,096 for a
 * path (Linux: PATH_MAX); half of that leaves room for the folder that it is written into.
 */
const MAX_PATH_BYTES = 2048

/**
 * Says why a path cannot be one of a module's files; undefined when it can. Good paths are relative, `/`-separated,
 * normal (no empty, `.` or `..` part) and can be written as a file on every system without leaving its folder.
 */
export function modulePathProblem(path: string): string | undefined {
  const shown = JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path)
  if (path === '') return 'a file has an empty path'
  if (new TextEncoder().encode(path).length > MAX_PATH_BYTES)
    return `the path ${shown} has more than ${MAX_PATH_BYTES} bytes`
  if (/\p{Cs}/u.test(path)) return `the path ${shown} is not valid Unicode`
  if (/[\p{Cc}\\]/u.test(path))
    return `the path ${shown} contains a backslash or a control character; separate folders by "/"`
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return `the path ${shown} is absolute; it must be relative to the module`
  const parts = path.split('/')
  if (parts.includes('..')) return `the path ${shown} leads out of the module: it must not contain ".."`
  if (parts.includes('') || parts.includes('.'))
    return `the path ${shown} has an empty or "." part; write it in its short form`
  return undefined
}
