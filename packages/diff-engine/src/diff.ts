import type { Image } from '@wireproof/compiler'
import { isOfDirection } from './evidence/direction-of.ts'
import { findExact } from './exact/find-exact.ts'
import { findClassic } from './find-classic.ts'
import type { Finding } from './finding.ts'
import type { Policy } from './policy.ts'
import { PolicyError } from './policy-error.ts'
import { defaultOwnPolicy, resolveOwnRules } from './resolve-own-rules.ts'
import { resolveRules } from './resolve-rules.ts'
import { SchemaIndex } from './schema/schema-index.ts'
import { sortFindings } from './sort-findings.ts'

/**
 * The promises that `next` breaks, for readers and users of `prev`, by the rules of `policy`.
 *
 * Findings without a file in `next` come first, then by path, line, column and rule id; none is there twice. Each has
 * payloads that show it, or says why not. Throws PolicyError when `resolveRules(policy)` or `resolveOwnRules` has errors,
 * and ConflictingSchemaError when a side declares something twice. Time and memory are linear in the size of the images;
 * the number of payloads that are tried for buf's rules is bounded, that for our own grows with what changed.
 */
export function diff(prev: Image, next: Image, policy: Policy): Finding[] {
  const own = policy.own ?? defaultOwnPolicy()
  const [rules, ownRules] = [resolveRules(policy), resolveOwnRules(own)]
  const problems = [...rules.errors, ...ownRules.errors]
  if (problems.length > 0) throw new PolicyError(problems)
  const sides = [new SchemaIndex('prev', prev), new SchemaIndex('next', next)] as const
  const findings = [...findClassic(...sides, policy, own, rules), ...findExact(...sides, policy, own, ownRules)]
  return sortFindings(findings.filter(({ direction }) => isOfDirection(direction, own.direction)))
}
