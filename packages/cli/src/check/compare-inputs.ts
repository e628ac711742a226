import { isDeepStrictEqual } from 'node:util'
import { ConflictingSchemaError, diff, type Policy } from '@wireproof/diff-engine'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure, usageFailure } from '../failure.ts'
import type { CompiledInput, CompiledModule } from '../inputs/compiled-input.ts'
import { type ReportedFinding, reportFinding } from '../output/reported-finding.ts'
import { describeModule, mergeModules, type Pairing, pairModules } from './pair-modules.ts'

export interface CompareOptions {
  /** The policy of a module that carries none, as an image. */
  readonly fallbackPolicy: () => Policy
  readonly excludeImports: boolean
}

export interface Comparison {
  /** Sorted by path, line, column and rule; what is gone from the new files comes first. */
  readonly findings: readonly ReportedFinding[]
  readonly pairing: Pairing
}

/** Compares the modules of two inputs, each by its own policy. Throws a Failure. */
export function compareInputs(prev: CompiledInput, next: CompiledInput, options: CompareOptions): Comparison {
  const pairing = pairInputs(prev, next)
  const findings = pairing.pairs.flatMap((pair) => {
    const policy = pair.next.policy ?? options.fallbackPolicy()
    const excludeImports = policy.excludeImports || options.excludeImports
    return diffOrExplain(prev.label, next.label, pair, { ...policy, excludeImports }).map((finding) =>
      reportFinding(finding, next.show, prev.show),
    )
  })
  return { findings: sortUnique(findings), pairing }
}

function pairInputs(prev: CompiledInput, next: CompiledInput): Pairing {
  if (prev.kind === 'sources' && next.kind === 'sources') return pairModules(prev.modules, next.modules)
  const [first, ...others] = next.modules
  const other = others.find((module) => !isDeepStrictEqual(module.policy, first?.policy))
  if (first !== undefined && other !== undefined) {
    throw usageFailure(
      `an image holds no modules to compare one by one, and ${describeModule(first)} and ${describeModule(other)} have ` +
        'different breaking rules; check each module on its own',
    )
  }
  return pairModules(mergeModules(prev), mergeModules(next))
}

function diffOrExplain(
  prevLabel: string,
  nextLabel: string,
  { prev, next }: { prev: CompiledModule; next: CompiledModule },
  policy: Policy,
) {
  try {
    return diff(prev.image, next.image, policy)
  } catch (error) {
    if (!(error instanceof ConflictingSchemaError)) throw error
    const label = error.side === 'prev' ? prevLabel : nextLabel
    throw new Failure(EXIT_CODES.compile, `${label}: ${error.message}`, { cause: error })
  }
}

/** A file that two modules import is compared with each of them, and reported once. */
function sortUnique(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
  return [...unique.values()].sort(
    (a, b) =>
      compareText(a.path ?? '', b.path ?? '') ||
      (a.start.line ?? 0) - (b.start.line ?? 0) ||
      (a.start.column ?? 0) - (b.start.column ?? 0) ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  )
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
