import { confirmLoss, isConfirmed } from '../decoders/confirm-loss.ts'
import type { Decoder } from '../decoders/decoder.ts'
import { describeMessage, toHex } from '../describe-value.ts'
import { type ProvenLoss, proveOneWay } from '../prove-one-way.ts'
import type { FieldPlace, ShapePair } from '../shape-pair.ts'
import { type LossClass, type Trial, type TrialOptions, tryValue } from '../trial.ts'
import { boundaryMessages } from './boundary-values.ts'

/** What the oracle found about one pair of types in one direction and format. */
export interface OracleReport {
  /** How many payloads were read. */
  readonly payloads: number
  readonly proofs: readonly ProvenLoss[]
  /** Losses that a payload shows and no finding names; must be empty. */
  readonly unsound: readonly string[]
  /** Proofs that do not show their loss when they are run again; must be empty. */
  readonly imprecise: readonly string[]
}

/** Names a loss by its place and class: what soundness is judged by. */
export function lossKey({ pair, writerField, readerField }: FieldPlace, lossClass: LossClass): string {
  const numbers = `${writerField?.number ?? '-'}>${readerField?.number ?? '-'}`
  return `${pair.writer.fullName} > ${pair.reader.fullName} ${numbers} ${lossClass}`
}

/** A trial in one line, for failures. */
export function describeTrial(pair: ShapePair, trial: Trial): string {
  const payload = typeof trial.payload === 'string' ? trial.payload : toHex(trial.payload)
  const got = trial.result.error?.message ?? describeMessage(pair.reader, trial.result.value ?? trial.written)
  return `${payload} meant ${describeMessage(pair.writer, trial.written)} got ${got}`
}

/** Holds the findings for one pair of types against all boundary values of the writer. */
export function runOracle(pair: ShapePair, options: TrialOptions): OracleReport {
  const proofs = proveOneWay(pair, options)
  const predicted = new Set(proofs.map(({ place, lossClass }) => lossKey(place, lossClass)))
  const unsound = new Map<string, string>()
  let payloads = 0
  for (const value of boundaryMessages(pair.writer)) {
    const trial = tryValue(pair, value, options)
    if (trial === undefined) continue
    payloads++
    for (const { place, lossClass } of trial.losses) {
      // What is lost inside a type is the finding of that pair of types.
      const isOwn = place.pair.writer === pair.writer && place.pair.reader === pair.reader
      const key = lossKey(place, lossClass)
      if (isOwn && !predicted.has(key)) unsound.set(key, `${options.format} ${key}: ${describeTrial(pair, trial)}`)
    }
  }
  return {
    payloads,
    proofs,
    unsound: [...unsound.values()],
    imprecise: proofs.flatMap((proof) => imprecision(pair, proof, options)),
  }
}

function imprecision(pair: ShapePair, { place, lossClass, trial }: ProvenLoss, options: TrialOptions): string[] {
  const again = tryValue(pair, trial.written, options)
  const key = lossKey(place, lossClass)
  return again?.losses.some((loss) => lossKey(loss.place, loss.lossClass) === key) ? [] : [`${options.format} ${key}`]
}

/** What decoders said to proofs: how many are confirmed, and what none of the known deviations explains. */
export interface ConfirmationReport {
  readonly confirmed: number
  /** Proofs that no decoder at hand could confirm, by the ids of the deviations in the way. */
  readonly unconfirmed: ReadonlyMap<string, number>
  readonly unexplained: readonly string[]
}

export function confirmAll(
  decoders: readonly Decoder[],
  proofs: readonly ProvenLoss[],
  options: TrialOptions,
): ConfirmationReport {
  const unconfirmed = new Map<string, number>()
  const unexplained: string[] = []
  let confirmed = 0
  for (const proof of proofs) {
    const verdicts = decoders.flatMap((decoder) => confirmLoss(decoder, proof, options) ?? [])
    if (isConfirmed(verdicts)) confirmed++
    else {
      const rows = verdicts.flatMap(({ deviations }) => deviations).join(' ')
      unconfirmed.set(rows, (unconfirmed.get(rows) ?? 0) + 1)
    }
    for (const { decoder, outcome } of verdicts) {
      if (outcome !== 'unexplained') continue
      const where = lossKey(proof.place, proof.lossClass)
      unexplained.push(`${decoder} ${options.format} ${where}: ${describeTrial(proof.place.pair, proof.trial)}`)
    }
  }
  return { confirmed, unconfirmed, unexplained }
}
