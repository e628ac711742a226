import type { Image } from '@wireproof/compiler'
import { PathSet } from '@wireproof/rule-policy'
import { buildFinding } from '../build-finding.ts'
import { isOfDirection } from '../evidence/direction-of.ts'
import type { Finding } from '../finding.ts'
import type { Policy } from '../policy.ts'
import { createFilter, filesOf } from '../policy-filter.ts'
import { defaultOwnPolicy } from '../resolve-own-rules.ts'
import type { Report } from '../rule.ts'
import type { EnumValueElement, FieldElement } from '../schema/element.ts'
import { SchemaIndex } from '../schema/schema-index.ts'
import { siteOf } from '../site.ts'
import { sortFindings } from '../sort-findings.ts'
import { quote } from '../wording.ts'
import type { Reuse } from './find-reused.ts'
import { type ReuseEvidence, ReuseProver } from './prove-reuse.ts'
import { findElement } from './reused-element.ts'
import type { Use } from './use.ts'

/** Where reuses are looked at, and by what rules. */
export interface ReuseContext {
  /** The version that had the numbers and names last, and what people know it by. */
  readonly old: Image
  readonly oldName: string
  /** The version that uses them for something else. */
  readonly next: Image
  /** What it ignores, and our own part; which of buf's rules it has does not matter. */
  readonly policy: Policy
}

type Used = FieldElement | EnumValueElement

/**
 * Reuses as findings, each with payloads of then that are read now, and of now that are read then. All must have been
 * used last in the one version `old`. `at` is the place in `next`, `against` that in `old`. Sorted as all findings.
 *
 * Throws ConflictingSchemaError when an image declares something twice, and an Error when `old` or `next` is not what
 * the reuses were found in.
 */
export function describeReuses(reuses: readonly Reuse<unknown>[], context: ReuseContext): Finding[] {
  const [old, next] = [new SchemaIndex('prev', context.old), new SchemaIndex('next', context.next)]
  const own = context.policy.own ?? defaultOwnPolicy()
  const prover = new ReuseProver(old, next, own.jsonProfile)
  const isWanted = createFilter(context.policy)
  const findings = reuses.flatMap((reuse) => {
    const { rule, severity, use, last } = reuse
    const [was, now] = [findElement(old, last.uses[0]!), findElement(next, use)]
    if (was === undefined || now === undefined) throw new Error(`${nameOf(use)} is not in the images`)
    const report = reportOf(reuse, was, now, context.oldName)
    const paths = filesOf(report).map(({ path }) => path)
    const ignored = [context.policy.ignoreOnly, own.ignoreOnly].map((paths) => new PathSet(paths[rule] ?? []))
    ignored.push(new PathSet(own.ignore))
    const isSilent = own.except.includes(rule) || paths.some((path) => ignored.some((set) => set.has(path)))
    if (isSilent || !isWanted(report)) return []
    const evidence = prover.prove(reuse)
    const direction = directionOf(evidence)
    const judgement = { rule, categories: [], severity: own.severities[rule] ?? severity, direction, ...evidence }
    return [buildFinding(judgement, report)]
  })
  return sortFindings(findings.filter(({ direction }) => isOfDirection(direction, own.direction)))
}

/** Without a proof: what was given up hurts whoever still has data or programs of then, on either side. */
function directionOf({ proofs }: ReuseEvidence): Finding['direction'] {
  const [first, ...others] = proofs
  return first !== undefined && others.every(({ direction }) => direction === first.direction)
    ? first.direction
    : 'both'
}

function natureOf({ shared, use, last }: Reuse<unknown>): string {
  return `${shared} was ${last.uses.map(nameOf).join(' ')}, is ${nameOf(use)}`
}

/** `string 3 email`: a use, without its symbol. */
function nameOf({ type, number, name }: Use): string {
  return `${type} ${number} ${name}`.trim()
}

function reportOf(reuse: Reuse<unknown>, was: Used, now: Used, oldName: string): Report {
  const { rule, use, shared } = reuse
  const isNumber = rule === 'NUMBER_REUSED'
  const taken = isNumber ? 'a number' : shared === use.name ? 'a name' : `a JSON name (${quote(String(shared))})`
  return {
    at: siteOf(now),
    against: siteOf(was),
    symbol: now.fullName,
    nature: natureOf(reuse),
    what: `${describeUse(use)} takes ${taken} that was given up: in ${oldName}, which had it last, it was ${describeOld(reuse)}`,
    ...(isNumber ? numberAdvice(reuse) : nameAdvice(reuse)),
  }
}

type Advice = Pick<Report, 'harm' | 'instead'>

function numberAdvice({ shared }: Reuse<unknown>): Advice {
  return {
    harm: 'Binary data of then is read as what it is not, and programs of then misread what is written now.',
    instead: `Take a number that was never used, and reserve ${shared}.`,
  }
}

function nameAdvice({ severity, last }: Reuse<unknown>): Advice {
  if (severity === 'warning') {
    return {
      harm: "JSON data reads on, but programs of then and now do not see each other's binary data, though both know the name.",
      instead: `Give it back the number ${last.uses[0]?.number}, or take another name.`,
    }
  }
  return {
    harm: 'JSON data of then is rejected or read as what it is not, and programs of then misread what is written now.',
    instead: 'Take a name that was never used, and reserve this one.',
  }
}

function describeUse({ kind, symbol, number, name, type }: Use): string {
  if (kind === 'enum value') return `Value ${number} ${quote(name)} of enum ${symbol}`
  return `${kind === 'field' ? 'Field' : 'Extension'} ${number} ${quote(name)} (${type}) of ${symbol}`
}

function describeOld({ last: { uses } }: Reuse<unknown>): string {
  return uses
    .map(({ kind, number, name, type }) =>
      kind === 'enum value' ? `value ${number} ${quote(name)}` : `${kind} ${number} ${quote(name)} (${type})`,
    )
    .join(' and ')
}
