import { requiredOf } from '../check-required.ts'
import { jsonFormOf } from '../json-form.ts'
import type { ProvenLoss } from '../prove-one-way.ts'
import { domainOf } from '../scalar-kind.ts'
import type { FieldShape, WireFormat } from '../shape.ts'
import type { DecoderName, Observation } from './decoder.ts'
import { type PayloadTraits, payloadTraits } from './payload-traits.ts'

/** One way in which a decoder differs from the reference reader, on purpose or not. */
export interface Deviation {
  /** Stable id, such as `es-wire-type`. */
  readonly id: string
  readonly decoder: DecoderName
  /** What it does instead, as the end of "<decoder> ...". */
  readonly summary: string
  /** True when what it does can show in this proof. */
  applies(loss: ProvenLoss, format: WireFormat): boolean
  /** True when the decoder did what the row says. */
  predicts(observed: Observation): boolean
}

const anything = () => true
const rejects = (observed: Observation) => observed.error !== undefined
const accepts = (observed: Observation) => observed.value !== undefined

/**
 * The known deviations, found by running every pair of shapes of the catalogue. A decoder to which a row applies neither
 * confirms nor refutes a proof.
 *
 * Versions: @bufbuild/protobuf 2.17.0, protobufjs 8.8.1, buf 1.75.0, PyPI protobuf 7.36.2. Source: observed behaviour.
 */
export const DEVIATIONS: readonly Deviation[] = [
  {
    id: 'es-wire-type',
    decoder: 'es',
    summary: 'does not look at the wire type of a known field: it misreads what follows or throws',
    applies: (loss) => traitsOf(loss)?.hasForeignWireType === true,
    predicts: anything,
  },
  {
    id: 'es-map-entry',
    decoder: 'es',
    summary: 'reads a missing value of a map entry in a way of its own when it is a message',
    applies: (loss) => traitsOf(loss)?.hasPartialEntry === true,
    predicts: anything,
  },
  {
    id: 'es-closed-enum-in-list',
    decoder: 'es',
    summary: 'keeps unlisted numbers of a closed enum in lists and maps',
    applies: ({ place }) => isClosed(place.readerField) && place.readerField?.cardinality !== 'singular',
    predicts: accepts,
  },
  {
    id: 'es-unchecked-text',
    decoder: 'es',
    summary: 'turns bytes that are no UTF-8 into U+FFFD where a string is not checked',
    applies: (loss) => traitsOf(loss)?.hasInvalidText === true,
    predicts: accepts,
  },
  {
    id: 'es-required',
    decoder: 'es',
    summary: 'does not check on reading that required fields are set',
    applies: (loss) => isMissingRequired(loss),
    predicts: accepts,
  },
  {
    id: 'es-json-float',
    decoder: 'es',
    summary: 'keeps a JSON number for a float in double precision',
    applies: ({ place }, format) => format === 'json' && holds(place.readerField, (field) => field.kind === 'float'),
    predicts: accepts,
  },
  {
    id: 'es-json-rounds',
    decoder: 'es',
    summary: 'reads a JSON number that is not in quotes through a double, also for 64-bit integers',
    applies: ({ place }, format) =>
      format === 'json' &&
      holds(place.writerField, (field) => domainOf(field.kind) === 'float') &&
      holds(place.readerField, (field) => field.kind.endsWith('64')),
    predicts: anything,
  },
  {
    id: 'es-json-exponent',
    decoder: 'es',
    summary: 'rejects a 64-bit integer in quotes that has an exponent or a fraction',
    applies: ({ place, trial }, format) =>
      format === 'json' &&
      holds(place.readerField, (field) => field.kind.endsWith('64')) &&
      /"-?[0-9]+[.eE][^"]*"/.test(String(trial.payload)),
    predicts: rejects,
  },
  {
    id: 'es-field-mask',
    decoder: 'es',
    summary: 'takes any text as the path of a FieldMask',
    applies: ({ place }, format) => format === 'json' && jsonFormOf(place.readerField?.messageType) === 'field mask',
    predicts: anything,
  },
  {
    id: 'js-unchecked-text',
    decoder: 'js',
    summary: 'turns bytes that are no UTF-8 into U+FFFD where a string is not checked',
    applies: (loss) => traitsOf(loss)?.hasInvalidText === true,
    predicts: accepts,
  },
  {
    id: 'js-map-entry',
    decoder: 'js',
    summary:
      'reads a missing key or value of a map entry as the default of JavaScript, and drops an entry of a closed enum',
    applies: (loss) => traitsOf(loss)?.hasPartialEntry === true,
    predicts: accepts,
  },
  {
    id: 'js-required-in-parts',
    decoder: 'js',
    summary: 'checks required fields in each part of a message that comes in parts, before they are merged',
    applies: ({ place }, format) =>
      format === 'binary' &&
      place.writerField?.cardinality !== 'singular' &&
      place.readerField?.cardinality === 'singular' &&
      place.readerField.messageType !== undefined &&
      requiredOf(place.readerField.messageType).length > 0,
    predicts: rejects,
  },
  {
    id: 'js-unknown',
    decoder: 'js',
    summary: 'drops unknown fields, so that nothing of them passes a relay',
    applies: ({ lossClass }, format) => format === 'binary' && lossClass === 'relay',
    predicts: anything,
  },
  {
    id: 'go-open-enum',
    decoder: 'go',
    summary: 'treats every enum as open',
    applies: ({ place }) => isClosed(place.readerField),
    predicts: accepts,
  },
  {
    id: 'upb-required',
    decoder: 'upb',
    summary: 'does not check on reading that required fields are set',
    applies: (loss) => isMissingRequired(loss),
    predicts: accepts,
  },
  {
    id: 'upb-map-entry',
    decoder: 'upb',
    summary: 'keeps a map entry that holds anything unknown as a whole among the unknown fields',
    applies: (loss) => traitsOf(loss)?.hasUnknownInEntry === true,
    predicts: accepts,
  },
  {
    id: 'upb-json-message',
    decoder: 'upb',
    summary: 'takes a JSON string or list for a message and looks its parts up as keys',
    applies: ({ place, trial }, format) =>
      format === 'json' && holdsMessage(place.readerField) && /[:[][["]/.test(String(trial.payload)),
    predicts: anything,
  },
  {
    id: 'upb-json-enum',
    decoder: 'upb',
    summary: 'reads a JSON number in quotes as the number of an enum, and cuts off a fraction',
    applies: ({ place }, format) => format === 'json' && holds(place.readerField, (field) => field.kind === 'enum'),
    predicts: anything,
  },
  {
    id: 'upb-json-float',
    decoder: 'upb',
    summary: 'reads true and false as the numbers 1 and 0',
    applies: ({ place, trial }, format) =>
      format === 'json' &&
      holds(place.readerField, (field) => domainOf(field.kind) === 'float') &&
      /\b(?:true|false)\b/.test(String(trial.payload)),
    predicts: accepts,
  },
  {
    id: 'upb-json-bytes',
    decoder: 'upb',
    summary: 'leaves out what is no base64 instead of rejecting it',
    applies: ({ place }, format) => format === 'json' && holds(place.readerField, (field) => field.kind === 'bytes'),
    predicts: anything,
  },
  {
    id: 'upb-json-field-mask',
    decoder: 'upb',
    summary: 'takes any text as the path of a FieldMask',
    applies: ({ place }, format) => format === 'json' && jsonFormOf(place.readerField?.messageType) === 'field mask',
    predicts: anything,
  },
  ...(['es', 'js', 'go'] as const).map(
    (decoder): Deviation => ({
      id: `${decoder}-message-set`,
      decoder,
      summary: 'does not read message sets',
      applies: ({ place }, format) =>
        format === 'binary' && (place.pair.writer.isMessageSet || place.pair.reader.isMessageSet),
      predicts: anything,
    }),
  ),
]

/** The rows that keep a decoder from confirming a proof. */
export function deviationsFor(decoder: DecoderName, loss: ProvenLoss, format: WireFormat): Deviation[] {
  return DEVIATIONS.filter((row) => row.decoder === decoder && row.applies(loss, format))
}

/** Undefined for JSON. */
function traitsOf({ place, trial }: ProvenLoss): PayloadTraits | undefined {
  return typeof trial.payload === 'string' ? undefined : payloadTraits(place.pair.reader, trial.payload)
}

function isMissingRequired({ trial }: ProvenLoss): boolean {
  return trial.result.error?.reason === 'missing required field'
}

/** True for the field itself or the key or value of its map. */
function holds(field: FieldShape | undefined, test: (field: FieldShape) => boolean): boolean {
  if (field === undefined) return false
  if (field.cardinality !== 'map') return test(field) || isWrapperOf(field, test)
  return [...(field.messageType?.fields.values() ?? [])].some((part) => holds(part, test))
}

function isWrapperOf(field: FieldShape, test: (field: FieldShape) => boolean): boolean {
  if (jsonFormOf(field.messageType) !== 'wrapper') return false
  return [...(field.messageType?.fields.values() ?? [])].some(test)
}

/** True for messages without a JSON form of their own, also as values of a map. */
function holdsMessage(field: FieldShape | undefined): boolean {
  return holds(field, ({ messageType }) => messageType !== undefined && jsonFormOf(messageType) === undefined)
}

function isClosed(field: FieldShape | undefined): boolean {
  return holds(field, ({ enumType }) => enumType?.isClosed === true)
}
