export { CATEGORIES, type Category } from './category.ts'
export type { Change, ChangedElement, ChangeKind, ChangeWeight } from './changes/change.ts'
export { listChanges } from './changes/list-changes.ts'
export { listTextChanges } from './changes/text-changes.ts'
export { type Verdict, type VersionStep, verdictOf } from './changes/verdict.ts'
export { defaultPolicy } from './default-policy.ts'
export { diff } from './diff.ts'
export { describeAbsence, PROOF_ABSENCES, type ProofAbsence } from './evidence/proof-absence.ts'
export {
  FINDING_DIRECTIONS,
  type Finding,
  type FindingCategory,
  type FindingDirection,
  type Place,
  SEVERITIES,
  type Severity,
} from './finding.ts'
export { describeReuses, type ReuseContext } from './history/describe-reuses.ts'
export { findReused, type Reuse } from './history/find-reused.ts'
export { HISTORY_RULES, type HistoryRule, type HistoryRuleId } from './history/history-rules.ts'
export { listUses } from './history/list-uses.ts'
export type { Use } from './history/use.ts'
export { type LastUse, UseHistory } from './history/use-history.ts'
export type { OwnPolicy, Policy, PolicyVersion } from './policy.ts'
export { PolicyError } from './policy-error.ts'
export { defaultOwnPolicy, type OwnPolicyProblem, type ResolvedOwnRules, resolveOwnRules } from './resolve-own-rules.ts'
export { type PolicyProblem, type ResolvedRules, resolveRules } from './resolve-rules.ts'
export type { RuleInfo } from './rule.ts'
export { ALL_RULES as RULES } from './rules/index.ts'
export { ConflictingSchemaError } from './schema/conflicting-schema-error.ts'
export type { Proof } from './wire/proof.ts'
export { JSON_PROFILES, type JsonProfile } from './wire/read-json.ts'
