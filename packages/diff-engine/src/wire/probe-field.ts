import { jsonFormOf } from './json-form.ts'
import { minimalFor, minimalMessage, plainElement } from './minimal-message.ts'
import { nonTextMessage } from './non-text-message.ts'
import { isReadAsMessage, probeAsMessage } from './probe-as-message.ts'
import { isReadAsPacked, packedEntries, probePacked } from './probe-packed.ts'
import { probeScalars } from './probe-scalars.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf, type WireFormat } from './shape.ts'
import { type FieldValue, isZero, MessageValue, type Value } from './value.ts'
import { writeBinary } from './write-binary.ts'

/** How many fields of a message are set, one at a time: enough to make bytes that are no text, and JSON of each type. */
const MAX_FIELDS = 12
/** How deep messages are filled that JSON writes in a form of their own; `google.protobuf.Value` contains itself. */
const MAX_FILL_DEPTH = 3

/**
 * Values of the writer's field that can show each loss there is under the reader's: the borders of ranges, numbers that
 * only one enum lists, text that is no UTF-8, lists of none, one and two, repeated keys. The most telling ones come
 * first; `undefined` is the absent field. Losses *inside* messages are not looked for: types are judged as pairs of their
 * own.
 */
export function probeField(
  format: WireFormat,
  writer: FieldShape,
  reader: FieldShape | undefined,
): (FieldValue | undefined)[] {
  const isPacked = format === 'binary' && reader !== undefined && isReadAsPacked(writer, reader)
  if (writer.cardinality === 'map') {
    const { key, value } = mapEntryOf(writer)
    const packed = isPacked ? packedEntries(key, value).map((entry) => [entry]) : []
    return [...probeMap(writer, reader), ...packed, [], undefined]
  }
  const elements = probeElements(writer, reader)
  if (isPacked) elements.push(...probePacked(writer, reader))
  if (writer.cardinality === 'singular') return [...elements, undefined]
  const lists = elements.map((element) => [element])
  const asMessage =
    format === 'binary' && reader && isReadAsMessage(writer, reader) ? probeAsMessage(writer, reader) : []
  return [...lists, ...probeLists(elements, reader), ...asMessage, [], undefined]
}

/** Lists of two: with each value in front of and behind a plain one, and of repeated values. */
function probeLists(elements: readonly Value[], reader: FieldShape | undefined): Value[][] {
  const [first] = elements
  if (first === undefined) return []
  const pairs = elements.slice(1).flatMap((element) => [
    [first, element],
    [element, first],
  ])
  const rotated =
    reader?.cardinality === 'map' ? elements.flatMap((a) => elements.slice(0, MAX_FIELDS).map((b) => [a, b])) : []
  return [...pairs, [first, first], ...rotated]
}

function probeElements(writer: FieldShape, reader: FieldShape | undefined, depth = 0): Value[] {
  if (!isMessageKind(writer.kind)) {
    const scalars: Value[] = probeScalars(writer, reader)
    return reader === undefined || writer.kind !== 'bytes' ? scalars : [...scalars, ...encodedMessages(reader)]
  }
  return writer.messageType === undefined ? [] : probeMessages(writer.messageType, reader, depth)
}

/** Payloads of the reader's message type: bytes that it reads without an error. */
function encodedMessages(reader: FieldShape): Uint8Array[] {
  if (!isMessageKind(reader.kind) || reader.messageType === undefined) return []
  const value = minimalMessage(reader.messageType)
  return value === undefined ? [] : [writeBinary(reader.messageType, value)]
}

/** The smallest message, and with each of its fields set to each value that the reader might read otherwise. */
function probeMessages(shape: MessageShape, reader: FieldShape | undefined, depth: number): Value[] {
  const base = minimalMessage(shape)
  if (base === undefined) return []
  const isEntryLike = reader?.cardinality === 'map'
  const values: MessageValue[] = [base]
  for (const field of [...shape.fields.values()].slice(0, MAX_FIELDS)) {
    const part = isEntryLike ? reader.messageType?.fields.get(field.number) : undefined
    for (const content of probeContent(field, part, depth)) {
      values.push(new MessageValue([...base.fields, [field.number, content] as const]))
    }
  }
  if (reader?.kind === 'string') values.push(...[nonTextMessage(shape) ?? []].flat())
  return isEntryLike ? [...values, ...wholeEntries(shape, reader)] : values
}

function probeContent(field: FieldShape, part: FieldShape | undefined, depth: number): FieldValue[] {
  if (field.cardinality === 'map') return depth < MAX_FILL_DEPTH ? probeMap(field, part, depth + 1).slice(0, 3) : []
  const isForm = jsonFormOf(field.messageType) !== undefined
  if (isMessageKind(field.kind) && (depth >= MAX_FILL_DEPTH || !isForm)) {
    const nonText =
      part?.kind === 'string' && field.messageType !== undefined ? nonTextMessage(field.messageType) : undefined
    const filled =
      field.messageType !== undefined && part?.messageType !== undefined
        ? minimalFor(field.messageType, part.messageType)
        : undefined
    return [filled ?? plainElement(field), nonText]
      .filter((element) => element !== undefined)
      .map((element) => (field.cardinality === 'repeated' ? [element] : element))
  }
  const elements = probeElements(field, part, depth + 1)
  return field.cardinality === 'repeated' ? elements.map((element) => [element]) : elements
}

/** Messages that look like entries of the reader's map: key and value set, each in turn at its borders. */
function wholeEntries(shape: MessageShape, reader: FieldShape): MessageValue[] {
  const [key, value] = [shape.fields.get(1), shape.fields.get(2)]
  if (key === undefined || value === undefined) return []
  const entry = mapEntryOf(reader)
  const keys = probeContent(key, entry.key, 1)
  const values = probeContent(value, entry.value, 1)
  const [plainKey] = keys
  const [plainValue] = values
  if (plainKey === undefined || plainValue === undefined) return []
  return [
    ...values.map((content) => entryOf(plainKey, content)),
    ...keys.map((content) => entryOf(content, plainValue)),
  ]
}

/** Maps of one entry with key and value at their borders, and one of two entries. */
function probeMap(writer: FieldShape, reader: FieldShape | undefined, depth = 0): MessageValue[][] {
  const { key, value } = mapEntryOf(writer)
  const readerKey = reader?.messageType?.fields.get(1)
  const readerValue = reader?.messageType?.fields.get(2) ?? reader
  const keys = [...probeScalars(key, readerKey), ...(reader === undefined ? [] : probeScalars(key, reader))]
  const values = probeElements(value, readerValue, depth)
  if (readerValue !== undefined && isReadAsPacked(value, readerValue)) values.push(...probePacked(value, readerValue))
  const [k, otherKey] = keys
  const [v] = values
  if (k === undefined || v === undefined) return []
  const single = [...values.map((content) => [entryOf(k, content)]), ...keys.map((other) => [entryOf(other, v)])]
  const pairs = otherKey === undefined ? [] : [[entryOf(k, v), entryOf(otherKey, v)]]
  // A reader that finds no key takes zero: an entry of zeros is what it makes of any other.
  const [zeroKey, zero] = [keys.find(isZero), values.find(isZero)]
  if (zeroKey !== undefined && zero !== undefined) {
    pairs.push([entryOf(zeroKey, zero)], [entryOf(k, zero), entryOf(zeroKey, zero)])
  }
  return [...single, ...pairs]
}

function entryOf(key: FieldValue, value: FieldValue): MessageValue {
  return new MessageValue([[1, key] as const, [2, value] as const])
}
