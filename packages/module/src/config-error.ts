/** One thing that is wrong with a configuration file or with the files that it speaks of. */
export interface ConfigProblem {
  /** Path in the file tree; undefined for a configuration that was handed over as text. */
  readonly path: string | undefined
  /** 1-based; undefined when the file as a whole is meant. */
  readonly position: { readonly line: number; readonly column: number } | undefined
  /** What is wrong and what to do; no final full stop, no path. */
  readonly message: string
}

/** Thrown when modules cannot be read from a tree; holds every problem that was found, in order of place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const sorted = sortByPlace(problems)
    super(sorted.map((problem) => formatConfigProblem(problem)).join('\n'))
    this.problems = sorted
  }
}

/** Files in the order of their first problem, what is about a whole file before what has a position in it. */
function sortByPlace(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const paths = [...new Set(problems.map(({ path }) => path))]
  const key = ({ path, position }: ConfigProblem) => [paths.indexOf(path), position?.line ?? 0, position?.column ?? 0]
  return [...problems].sort((a, b) => {
    const [left, right] = [key(a), key(b)]
    const differing = left.findIndex((part, i) => part !== right[i])
    return differing < 0 ? 0 : (left[differing] as number) - (right[differing] as number)
  })
}

/** `path:line:column: message`, starting with `configuration` when there is no path; `showPath` turns a path of the tree into what the reader knows it by. */
export function formatConfigProblem(problem: ConfigProblem, showPath = (path: string) => path): string {
  const { path, position, message } = problem
  const place = position === undefined ? '' : `:${position.line}:${position.column}`
  return `${path === undefined ? 'configuration' : showPath(path)}${place}: ${message}`
}
