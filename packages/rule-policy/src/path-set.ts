/**
 * Files and folders, matched by whole path components: `a/b` holds `a/b` and `a/b/c.proto`, not `a/bc.proto`.
 * `.` holds everything. A leading `./` and a trailing slash do not matter; there are no wildcards.
 */
export class PathSet {
  readonly #paths: ReadonlySet<string>

  constructor(paths: readonly string[]) {
    this.#paths = new Set(paths.map(cleanPath))
  }

  has(path: string): boolean {
    if (this.#paths.size === 0) return false
    if (this.#paths.has('.') || this.#paths.has(path)) return true
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (this.#paths.has(path.slice(0, end))) return true
    }
    return false
  }
}

function cleanPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 ? '.' : parts.join('/')
}
