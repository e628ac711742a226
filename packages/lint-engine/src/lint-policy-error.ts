import type { LintPolicyProblem } from './resolve-lint-rules.ts'

/** A policy names rules that do not exist, or leaves none: thrown by `lint`; ask `resolveLintRules` first. */
export class LintPolicyError extends Error {
  override readonly name = 'LintPolicyError'
  readonly problems: readonly LintPolicyProblem[]

  constructor(problems: readonly LintPolicyProblem[]) {
    super(problems.map(({ message }) => message).join('\n'))
    this.problems = problems
  }
}
