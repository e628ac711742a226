import { describeFieldValue, toHex } from './describe-value.ts'
import type { DirectedLoss, Direction } from './prove-message-pair.ts'
import type { FieldShape, WireFormat } from './shape.ts'
import type { LossClass } from './trial.ts'
import type { MessageValue } from './value.ts'

/** A payload that shows a loss, in words: made from a trial that was run. */
export interface Proof {
  readonly format: WireFormat
  readonly direction: Direction
  readonly lossClass: LossClass
  /** Full names of the message types; they differ when a field's type was replaced. */
  readonly writerType: string
  readonly readerType: string
  /** Hex in binary ('' is a message with nothing set), text in JSON. */
  readonly payload: string
  /** The value of the field that the writer meant. */
  readonly meant: string
  /** What the reader got: a value, or why it rejects the message. */
  readonly got: string
}

/** Puts a proven loss into words. */
export function describeProof(loss: DirectedLoss): Proof {
  const { place, trial, lossClass, format, direction } = loss
  const { payload } = trial
  return {
    format,
    direction,
    lossClass,
    writerType: place.pair.writer.fullName,
    readerType: place.pair.reader.fullName,
    payload: typeof payload === 'string' ? payload : toHex(payload),
    meant: describeField(place.writerField, trial.written),
    got: gotOf(loss),
  }
}

function gotOf({ place, trial, lossClass }: DirectedLoss): string {
  if (trial.result.error !== undefined) return `error: ${trial.result.error.message}`
  if (lossClass !== 'relay') return describeField(place.readerField, trial.result.value)
  if (trial.relayed === undefined) return 'error: the reader can not write it again'
  if (trial.relayed.error !== undefined) return `behind a relay: error: ${trial.relayed.error.message}`
  return `behind a relay: ${describeField(place.writerField, trial.relayed.value)}`
}

/** The value of a field, or what its absence means. */
function describeField(field: FieldShape | undefined, message: MessageValue): string {
  if (field === undefined) return '(no such field)'
  const value = message.fields.get(field.number)
  if (value !== undefined || field.defaultValue === undefined || field.cardinality !== 'singular') {
    return describeFieldValue(field, value)
  }
  return `(not set, reads as ${describeFieldValue(field, field.defaultValue)})`
}
