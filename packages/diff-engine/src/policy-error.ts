import type { PolicyProblem } from './resolve-rules.ts'

/** A policy names rules that don't exist, or leaves none. `resolveRules` tells the same without throwing. */
export class PolicyError extends Error {
  readonly problems: readonly PolicyProblem[]

  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(({ part, message }) => `${part}: ${message}`).join('\n'))
    this.name = 'PolicyError'
    this.problems = problems
  }
}
