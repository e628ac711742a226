import type { Image } from '@wireproof/compiler'
import type { Finding } from '../finding.ts'
import { fingerprint } from '../fingerprint.ts'
import { PathSet } from '../path-set.ts'
import type { Policy } from '../policy.ts'
import type { FileElement } from '../schema/element.ts'
import { SchemaIndex } from '../schema/schema-index.ts'
import { placeOf, siteOf } from '../site.ts'
import { sortFindings } from '../sort-findings.ts'
import { isUnstablePackage } from '../unstable-package.ts'
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
  /** Of it count `ignore`, `ignoreOnly`, `ignoreUnstablePackages`: on either side, as in all comparisons. */
  readonly policy: Pick<Policy, 'ignore' | 'ignoreOnly' | 'ignoreUnstablePackages'>
}

/**
 * Reuses as findings, each with payloads of then that are read now, and of now that are read then. All must have been
 * used last in the one version `old`. `at` is the place in `next`, `against` that in `old`. Sorted as all findings.
 *
 * Throws ConflictingSchemaError when an image declares something twice, and an Error when `old` or `next` is not what
 * the reuses were found in.
 */
export function describeReuses(reuses: readonly Reuse<unknown>[], context: ReuseContext): Finding[] {
  const [old, next] = [new SchemaIndex('prev', context.old), new SchemaIndex('next', context.next)]
  const prover = new ReuseProver(old, next, 'ignoreUnknown')
  const findings = reuses.flatMap((reuse) => {
    const [was, now] = [findElement(old, reuse.last.uses[0]!), findElement(next, reuse.use)]
    if (was === undefined || now === undefined) throw new Error(`${nameOf(reuse.use)} is not in the images`)
    if ([was.file, now.file].some((file) => isIgnored(file, reuse.rule, context.policy))) return []
    const { rule, severity } = reuse
    const symbol = now.fullName
    const evidence = prover.prove(reuse)
    const finding: Finding = {
      rule,
      categories: [],
      severity,
      direction: directionOf(evidence),
      message: messageOf(reuse, context.oldName),
      at: placeOf(siteOf(now)),
      against: placeOf(siteOf(was)),
      symbol,
      fingerprint: fingerprint(rule, symbol, natureOf(reuse)),
      ...evidence,
    }
    return [finding]
  })
  return sortFindings(findings)
}

function isIgnored(file: FileElement, rule: string, policy: ReuseContext['policy']): boolean {
  return (
    (policy.ignoreUnstablePackages && isUnstablePackage(file.package)) ||
    new PathSet(policy.ignore).has(file.path) ||
    new PathSet(policy.ignoreOnly[rule] ?? []).has(file.path)
  )
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

function messageOf(reuse: Reuse<unknown>, oldName: string): string {
  const { rule, use, shared, severity } = reuse
  const then = `in ${oldName}, which had it last`
  if (rule === 'NUMBER_REUSED') {
    return (
      `${describeUse(use)} takes a number that was given up: ${then}, it was ${describeOld(reuse)}. ` +
      'Binary data of then is read as what it is not, and programs of then misread what is written now. ' +
      `Take a number that was never used, and reserve ${shared}.`
    )
  }
  const taken = shared === use.name ? 'a name' : `a JSON name (${quote(String(shared))})`
  const what = `${describeUse(use)} takes ${taken} that was given up: ${then}, it was ${describeOld(reuse)}.`
  if (severity === 'warning') {
    return (
      `${what} JSON data reads on, but programs of then and now do not see each other's binary data, though both know the name. ` +
      `Give it back the number ${reuse.last.uses[0]?.number}, or take another name.`
    )
  }
  return (
    `${what} JSON data of then is rejected or read as what it is not, and programs of then misread what is written now. ` +
    'Take a name that was never used, and reserve this one.'
  )
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
