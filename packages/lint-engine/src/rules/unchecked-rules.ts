import type { LintRuleInfo } from '../rule.ts'

/** Ids that are accepted, and that nothing is checked for. */
export const UNCHECKED_RULES: readonly LintRuleInfo[] = [
  {
    id: 'IMPORT_NO_WEAK',
    summary: 'Nothing: the language no longer has weak imports.',
    categories: { v2: [], v1: [], v1beta1: [] },
    status: 'deprecated',
  },
  {
    id: 'PROTOVALIDATE',
    summary: 'Validation rules of protovalidate fit their fields. Not checked here: it takes an evaluator of CEL.',
    categories: { v2: ['STANDARD'], v1: ['STANDARD'] },
    status: 'unsupported',
  },
]
