import type { FindingDirection } from '../finding.ts'
import type { ProofAbsence } from './proof-absence.ts'
import type { Evidence } from './proof-search.ts'

/** New readers miss what is not there any more; all else without a proof has no direction, and so counts for both. */
const ONLY_BACKWARD: readonly ProofAbsence[] = ['unseen', 'type-gone', 'unused-enum']

/**
 * Who is hurt, by the proofs if there are some, else by the reason why there is none. What only a relay loses counts when
 * there is nothing else.
 */
export function directionOf({ losses, withoutProof }: Evidence): FindingDirection {
  if (losses === undefined) return ONLY_BACKWARD.includes(withoutProof) ? 'backward' : 'both'
  const read = losses.filter(({ lossClass }) => lossClass !== 'relay')
  const [first, ...others] = read.length > 0 ? read : losses
  return first !== undefined && others.every(({ direction }) => direction === first.direction)
    ? first.direction
    : 'both'
}

/** Whether a finding of a direction is of interest to somebody who looks into one. */
export function isOfDirection(direction: FindingDirection, wanted: FindingDirection): boolean {
  return wanted === 'both' || direction === 'both' || direction === wanted
}
