/** One thing that is wrong with a configuration file or with the files that it speaks of. */
export interface ConfigProblem {
  /** Path in the file tree; undefined when no file is to blame (a missing folder, say). */
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
    super(problems.map((problem) => formatConfigProblem(problem)).join('\n'))
    this.problems = problems
  }
}

/** `path:line:column: message`; `showPath` turns a path of the tree into what the reader knows it by. */
export function formatConfigProblem(problem: ConfigProblem, showPath = (path: string) => path): string {
  const { path, position, message } = problem
  if (path === undefined) return message
  return position === undefined
    ? `${showPath(path)}: ${message}`
    : `${showPath(path)}:${position.line}:${position.column}: ${message}`
}
