import type { Image } from '@wireproof/compiler'
import { SchemaIndex } from '../../schema/schema-index.ts'
import { Confirmer } from '../../wire/decoders/confirmer.ts'
import { describeProof } from '../../wire/proof.ts'
import type { DirectedLoss } from '../../wire/prove-message-pair.ts'
import type { JsonProfile } from '../../wire/read-json.ts'
import { SchemaShapes } from '../../wire/schema-shapes.ts'

/** What real decoders said to the proofs of one pair of images. */
export interface ConfirmationCount {
  readonly proofs: number
  /** Shown by a decoder that has no known deviation for the payload. */
  readonly confirmed: number
  /** All decoders at hand are known to deviate, and did what the table says. */
  readonly deviating: number
  /** Each with the verdicts, for people; there should be none. */
  readonly unexplained: readonly string[]
}

/** Runs the payloads of losses through the decoders of this process. */
export async function confirmLosses(
  prev: Image,
  next: Image,
  losses: readonly DirectedLoss[],
  profile: JsonProfile,
): Promise<ConfirmationCount> {
  const shapes = [new SchemaShapes(new SchemaIndex('prev', prev)), new SchemaShapes(new SchemaIndex('next', next))]
  const confirmer = new Confirmer({
    prev,
    next,
    profile,
    findPrevType: (fullName) => shapes[0]?.find(fullName),
    findNextType: (fullName) => shapes[1]?.find(fullName),
  })
  const count = { proofs: losses.length, confirmed: 0, deviating: 0, unexplained: [] as string[] }
  for (const loss of losses) {
    const { isConfirmed, verdicts } = await confirmer.confirm(loss)
    const isUnexplained = verdicts.some(({ outcome }) => outcome === 'unexplained')
    if (isUnexplained) count.unexplained.push(JSON.stringify([describeProof(loss), verdicts]))
    else if (isConfirmed) count.confirmed++
    else count.deviating++
  }
  return count
}
