import type { ProvenLoss } from './prove-one-way.ts'
import { fieldByKey } from './read-json.ts'
import { type FieldShape, mapEntryOf, type WireFormat } from './shape.ts'

/** Our own categories: each payload that one side can write, the other reads as the same values. */
export const EXACT_CATEGORIES = ['WIRE_EXACT', 'WIRE_JSON_EXACT'] as const
export type ExactCategory = (typeof EXACT_CATEGORIES)[number]

export interface ExactRule {
  readonly id: string
  /** `WIRE_EXACT` judges binary payloads, `WIRE_JSON_EXACT` JSON payloads. */
  readonly categories: readonly [ExactCategory]
  /** What of a field or message was changed. */
  readonly aspect: Aspect
  /** The promise, in one sentence. */
  readonly summary: string
  /** `info` for what only a relay loses, and never a reader. */
  readonly severity: 'error' | 'info'
}

/** What of a field was changed, as far as it explains a loss. */
export type Aspect =
  | 'TYPE'
  | 'CARDINALITY'
  | 'ENUM_VALUES'
  | 'UTF8'
  | 'DEFAULT'
  | 'ONEOF'
  | 'REQUIRED'
  | 'RELAY'
  | 'NAME'
  | 'KNOWN_KEY'
  | 'MESSAGE_SET'
  | 'ANY_NAME'

const BOTH: readonly (readonly [Aspect, string])[] = [
  ['TYPE', 'Each value of a field reads as the same value under its other type.'],
  ['CARDINALITY', 'Each value of a field survives a change between singular, list and map.'],
  ['ENUM_VALUES', 'Each enum value that one side writes is known to the other side.'],
  ['DEFAULT', 'A field that is absent reads as the same value on both sides.'],
  ['ONEOF', 'Fields that one side can set together do not clear each other on the other side.'],
  ['REQUIRED', 'No side requires a field that the other side may leave out.'],
  ['RELAY', 'A message that passes through the other side comes back as it was.'],
]

/** All rules of the two categories. */
export const EXACT_RULES: readonly ExactRule[] = [
  ...BOTH.flatMap(([aspect, summary]) => [rule('binary', aspect, summary), rule('json', aspect, summary)]),
  rule('binary', 'UTF8', 'A text that one side writes is accepted by the other side.'),
  rule('binary', 'MESSAGE_SET', 'The items of a message set are found by both sides.'),
  rule('json', 'NAME', 'A JSON key means the same field on both sides.'),
  rule('json', 'KNOWN_KEY', 'A strict reader knows each JSON key that the other side writes.'),
  rule('json', 'ANY_NAME', 'A message that a google.protobuf.Any can hold keeps its full name.'),
].sort((a, b) => (a.id < b.id ? -1 : 1))

const RULES_BY_ID = new Map(EXACT_RULES.map((one) => [one.id, one]))

function rule(format: WireFormat, aspect: Aspect, summary: string): ExactRule {
  return {
    id: idOf(format, aspect),
    categories: [format === 'binary' ? 'WIRE_EXACT' : 'WIRE_JSON_EXACT'],
    aspect,
    summary,
    severity: aspect === 'RELAY' ? 'info' : 'error',
  }
}

function idOf(format: WireFormat, aspect: Aspect): string {
  const element = aspect === 'MESSAGE_SET' || aspect === 'ANY_NAME' ? 'MESSAGE' : 'FIELD'
  return `${element}_${format === 'binary' ? 'WIRE' : 'WIRE_JSON'}_EXACT_${aspect}`
}

/** The rule that a loss breaks. */
export function exactRuleOf(loss: ProvenLoss, format: WireFormat): ExactRule {
  const id = idOf(format, aspectOf(loss, format))
  const found = RULES_BY_ID.get(id)
  if (found === undefined) throw new Error(`there is no rule ${id}`)
  return found
}

function aspectOf(loss: ProvenLoss, format: WireFormat): Aspect {
  const { lossClass, place, trial } = loss
  const { writerField, readerField } = place
  if (lossClass === 'relay') return 'RELAY'
  const reason = trial.result.error?.reason
  if (
    reason === 'missing required field' &&
    readerField?.presence === 'required' &&
    writerField?.presence !== 'required'
  ) {
    return 'REQUIRED'
  }
  if (reason === 'oneof already set') return 'ONEOF'
  if (reason === 'unknown JSON key') return 'KNOWN_KEY'
  if (reason === 'unknown type in Any') return 'ANY_NAME'
  if (format === 'binary' && place.pair.writer.isMessageSet !== place.pair.reader.isMessageSet) return 'MESSAGE_SET'
  if (writerField === undefined || readerField === undefined) return format === 'json' ? 'NAME' : 'TYPE'
  if (format === 'json' && fieldByKey(place.pair.reader, writerField.jsonName) !== readerField) return 'NAME'
  if (lossClass === 'displaced') return trial.written.fields.has(writerField.number) ? 'ONEOF' : 'DEFAULT'
  // JSON is text, and so always valid: the check of strings plays a part in binary alone.
  return changedPart(writerField, readerField, format === 'binary' && reason === 'invalid UTF-8')
}

function changedPart(writer: FieldShape, reader: FieldShape, isInvalidText: boolean): Aspect {
  if (writer.cardinality !== reader.cardinality) return writer.kind === reader.kind ? 'CARDINALITY' : 'TYPE'
  if (writer.kind !== reader.kind) return 'TYPE'
  if (writer.cardinality === 'map') {
    const [a, b] = [mapEntryOf(writer), mapEntryOf(reader)]
    const key = a.key.kind === b.key.kind ? changedPart(a.key, b.key, isInvalidText) : 'TYPE'
    return key === 'TYPE' && a.key.kind === b.key.kind ? changedPart(a.value, b.value, isInvalidText) : key
  }
  if (writer.kind === 'enum') return 'ENUM_VALUES'
  return isInvalidText && writer.kind === 'string' && writer.checksUtf8 !== reader.checksUtf8 ? 'UTF8' : 'TYPE'
}
