import { type Change, listChanges, listTextChanges, type Policy, type Verdict, verdictOf } from '@wireproof/diff-engine'
import { compareInputs } from '../check/compare-inputs.ts'
import type { Sides } from '../check/compile-sides.ts'
import { orExplainConflict } from '../check/explain-conflict.ts'
import type { Pairing } from '../check/pair-modules.ts'
import type { ReportedFinding } from '../output/reported-finding.ts'
import { listChangedTexts } from './changed-texts.ts'
import { type ReportedChange, reportChange } from './reported-change.ts'

/** All that is told about two inputs. */
export interface Difference {
  readonly verdict: Verdict
  /** The broken promises, as a check reports them. */
  readonly findings: readonly ReportedFinding[]
  /** Everything that changed, what breaks a promise as well. */
  readonly changes: readonly ReportedChange[]
}

export interface DifferenceOfInputs extends Omit<Difference, 'verdict'> {
  readonly pairing: Pairing
}

/** Compares the modules of two inputs. `fallbackPolicy` is for a module that carries none, as an image. */
export function compareWholly(sides: Sides, fallbackPolicy: () => Policy): DifferenceOfInputs {
  const { prev, next } = sides
  const { findings, pairing } = compareInputs(sides, { fallbackPolicy, excludeImports: false })
  const changes = pairing.pairs.flatMap((pair): Change[] => {
    const known = orExplainConflict(sides, () => listChanges(pair.prev.image, pair.next.image))
    return [...known, ...listTextChanges(listChangedTexts(sides, pair), known)]
  })
  return { findings, pairing, changes: changes.map((change) => reportChange(change, next.show, prev.show)) }
}

/** Puts the comparisons of several modules together. */
export function mergeDifferences(parts: readonly Omit<Difference, 'verdict'>[]): Difference {
  const findings = parts.flatMap((part) => part.findings)
  const changes = parts.flatMap((part) => part.changes)
  return { verdict: verdictOf(changes, findings), findings, changes }
}
