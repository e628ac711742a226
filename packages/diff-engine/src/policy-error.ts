import type { OwnPolicyProblem } from './resolve-own-rules.ts'
import type { PolicyProblem } from './resolve-rules.ts'

/** A policy names rules that don't exist, or leaves none. `resolveRules` and `resolveOwnRules` tell the same without throwing. */
export class PolicyError extends Error {
  readonly problems: readonly (PolicyProblem | OwnPolicyProblem)[]

  constructor(problems: PolicyError['problems']) {
    super(problems.map(({ part, message }) => `${part}: ${message}`).join('\n'))
    this.name = 'PolicyError'
    this.problems = problems
  }
}
