import type { ProvenLoss } from '../prove-one-way.ts'
import type { WireFormat } from '../shape.ts'
import { read, type TrialOptions } from '../trial.ts'
import type { Decoder, DecoderName } from './decoder.ts'
import { deviationsFor } from './deviations.ts'
import { isSameReading } from './same-reading.ts'

/**
 * What one decoder said to a proof: `confirms` = it got what the proof says; `deviates` = rows of the table of deviations
 * apply, and it did what they say; `unexplained` = neither.
 */
export interface Verdict {
  readonly decoder: DecoderName
  readonly outcome: 'confirms' | 'deviates' | 'unexplained'
  /** Ids of the deviations that apply; empty unless `deviates`. */
  readonly deviations: readonly string[]
}

/** Runs the payload of a proof through a decoder of the reader's side. Undefined when it does not read the format. */
export function confirmLoss(decoder: Decoder, loss: ProvenLoss, options: TrialOptions): Verdict | undefined {
  if (!decoder.formats.includes(options.format)) return undefined
  const { reader } = loss.place.pair
  const observed = decoder.read(reader, loss.trial.payload)
  const rows = deviationsFor(decoder.name, loss, options.format)
  if (rows.length > 0) {
    const isPredicted = rows.some((row) => row.predicts(observed)) || isSameReading(reader, loss.trial.result, observed)
    return {
      decoder: decoder.name,
      outcome: isPredicted ? 'deviates' : 'unexplained',
      deviations: rows.map(({ id }) => id),
    }
  }
  const isSame =
    isSameReading(reader, loss.trial.result, observed) &&
    (loss.lossClass !== 'relay' || isSameRelay(decoder, loss, options))
  return { decoder: decoder.name, outcome: isSame ? 'confirms' : 'unexplained', deviations: [] }
}

/** True when the decoder, as a relay, makes the writer's side read what the proof says. */
function isSameRelay(decoder: Decoder, { place, trial }: ProvenLoss, options: TrialOptions): boolean {
  const { reader, writer } = place.pair
  const passedOn = decoder.relay(reader, trial.payload)
  if (passedOn === undefined || trial.relayed === undefined) return false
  const back = read(writer, passedOn, options.profile, options.findWriterType)
  return isSameReading(
    writer,
    trial.relayed,
    back.error === undefined ? { value: back.value } : { error: back.error.message },
  )
}

/** True when a decoder without a deviation for this proof showed the same, and nothing is unexplained. */
export function isConfirmed(verdicts: readonly Verdict[]): boolean {
  return (
    verdicts.some(({ outcome }) => outcome === 'confirms') && verdicts.every(({ outcome }) => outcome !== 'unexplained')
  )
}

/** Why no decoder could confirm a proof, for people; undefined when one did. */
export function unconfirmedReason(verdicts: readonly Verdict[], format: WireFormat): string | undefined {
  if (isConfirmed(verdicts)) return undefined
  if (verdicts.some(({ outcome }) => outcome === 'unexplained')) return 'a decoder disagrees for no known reason'
  return `no decoder at hand reads this ${format} payload by the specification (${verdicts
    .flatMap(({ deviations }) => deviations)
    .join(', ')})`
}
