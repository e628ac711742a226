/** Style findings of one image: `lint`, the rules, and the policy that chooses among them. */

export { CATEGORIES, type Category } from './category.ts'
export { lint } from './lint.ts'
export type { LintFinding, LintPlace } from './lint-finding.ts'
export { defaultLintPolicy, type LintPolicy, type LintPolicyVersion } from './lint-policy.ts'
export { LintPolicyError } from './lint-policy-error.ts'
export { type LintPolicyProblem, type ResolvedLintRules, resolveLintRules } from './resolve-lint-rules.ts'
export type { LintRuleInfo } from './rule.ts'
export { LINT_RULES } from './rules/index.ts'
