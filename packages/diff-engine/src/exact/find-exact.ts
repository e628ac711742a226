import { PathSet } from '@wireproof/rule-policy'
import { buildFinding } from '../build-finding.ts'
import type { Finding } from '../finding.ts'
import type { OwnPolicy, Policy } from '../policy.ts'
import { createFilter, filesOf } from '../policy-filter.ts'
import { type ResolvedOwnRules, severityOf } from '../resolve-own-rules.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { proveSchemas } from '../wire/prove-schemas.ts'
import type { WireFormat } from '../wire/shape.ts'
import { reportExact } from './report-exact.ts'

/** The findings of our own rules about exact reading, which all carry proofs. Does nothing when none is active. */
export function findExact(
  prev: SchemaIndex,
  next: SchemaIndex,
  policy: Policy,
  own: OwnPolicy,
  { active, ignoreOnly }: ResolvedOwnRules,
): Finding[] {
  if (active.length === 0) return []
  const isActive = new Set(active.map(({ id }) => id))
  const isWanted = createFilter(policy)
  const ignored = new PathSet(own.ignore)
  const ignoredByRule = new Map([...ignoreOnly].map(([rule, paths]) => [rule, new PathSet(paths)]))
  const formats = new Set<WireFormat>(
    active.map(({ categories: [category] }) => (category === 'WIRE_EXACT' ? 'binary' : 'json')),
  )
  return proveSchemas(prev, next, { formats: [...formats], profile: own.jsonProfile }).flatMap((found) => {
    const { id: rule, categories } = found.rule
    if (!isActive.has(rule)) return []
    const report = reportExact(found)
    const paths = filesOf(report).map(({ path }) => path)
    const isSilent = paths.some((path) => ignored.has(path) || ignoredByRule.get(rule)?.has(path) === true)
    if (isSilent || !isWanted(report)) return []
    const { direction, proofs } = found
    const severity = severityOf(rule, own)
    return [buildFinding({ rule, categories, severity, direction, proofs, withoutProof: undefined }, report)]
  })
}
