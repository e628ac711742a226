import { jsonFormOf } from './json-form.ts'
import { fieldByKey } from './read-json.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf, type WireFormat } from './shape.ts'

/** A message type that one side writes and the type that the other side reads it as. */
export interface ShapePair {
  readonly writer: MessageShape
  readonly reader: MessageShape
}

/** Where two shapes differ: a type pair and, on one side at least, a field of it. */
export interface FieldPlace {
  readonly pair: ShapePair
  readonly writerField: FieldShape | undefined
  readonly readerField: FieldShape | undefined
}

/**
 * The reader's field that stands for the writer's: the one of the same number. In JSON, where numbers do not travel, a
 * number that the writer alone knows is known by its key instead, unless that key is a number of the writer's too.
 */
export function partnerOf(
  format: WireFormat,
  { writer, reader }: ShapePair,
  field: FieldShape,
): FieldShape | undefined {
  const partner = reader.fields.get(field.number)
  if (partner !== undefined || format === 'binary') return partner
  const byKey = fieldByKey(reader, field.jsonName)
  return byKey === undefined || writer.fields.has(byKey.number) ? undefined : byKey
}

/** The writer's field that ends up in the reader's: the inverse of `partnerOf`, else the one that shares its key. */
function writerFieldOf(format: WireFormat, { writer, reader }: ShapePair, field: FieldShape): FieldShape | undefined {
  const partner = writer.fields.get(field.number)
  if (partner !== undefined || format === 'binary') return partner
  return [...writer.fields.values()].find(({ jsonName }) => fieldByKey(reader, jsonName) === field)
}

/**
 * The types inside a pair of fields that are judged by themselves, since each value of the one is read as a message of
 * the other; undefined where the pair of fields decides alone. Of maps it is the types of their values.
 */
export function innerPair(format: WireFormat, writer: FieldShape, reader: FieldShape): ShapePair | undefined {
  if (writer.cardinality === 'map' || reader.cardinality === 'map') return innerOfMap(format, writer, reader)
  if (!isMessageKind(writer.kind) || !isMessageKind(reader.kind)) return undefined
  if (writer.messageType === undefined || reader.messageType === undefined) return undefined
  const isRead =
    format === 'binary'
      ? writer.kind === reader.kind
      : writer.cardinality === reader.cardinality && isPlain(writer) && isPlain(reader)
  return isRead ? { writer: writer.messageType, reader: reader.messageType } : undefined
}

function innerOfMap(format: WireFormat, writer: FieldShape, reader: FieldShape): ShapePair | undefined {
  if (writer.cardinality === 'map' && reader.cardinality === 'map') {
    return innerPair(format, mapEntryOf(writer).value, mapEntryOf(reader).value)
  }
  if (format === 'json' || writer.kind !== reader.kind) return undefined
  const [written, read] = [writer.messageType?.fields.get(2), reader.messageType?.fields.get(2)]
  const isKnown = written !== undefined && read !== undefined
  return isKnown && written.cardinality !== 'map' && read.cardinality !== 'map'
    ? innerPair(format, written, read)
    : undefined
}

/** True for messages that JSON writes member by member. */
function isPlain(field: FieldShape): boolean {
  return jsonFormOf(field.messageType) === undefined
}

/**
 * The innermost place that is judged by itself on the way along `path`, a list of field numbers of the writer or of the
 * reader. A path that leads to what only one side knows ends there; an empty path is the message itself.
 */
export function locate(
  format: WireFormat,
  pair: ShapePair,
  side: 'writer' | 'reader',
  path: readonly number[],
): FieldPlace {
  const [number, ...rest] = path
  const field = number === undefined ? undefined : pair[side].fields.get(number)
  if (field === undefined) return { pair, writerField: undefined, readerField: undefined }
  const other = side === 'writer' ? partnerOf(format, pair, field) : writerFieldOf(format, pair, field)
  const writerField = side === 'writer' ? field : other
  const readerField = side === 'writer' ? other : field
  const place = { pair, writerField, readerField }
  if (writerField === undefined || readerField === undefined) return place
  const inner = innerPair(format, writerField, readerField)
  if (inner === undefined) return place
  if (writerField.cardinality !== 'map' && readerField.cardinality !== 'map') {
    return rest.length === 0 ? place : locate(format, inner, side, rest)
  }
  // The step between is the entry: its key and value are parts of the map field.
  return rest[0] === 2 && rest.length > 1 ? locate(format, inner, side, rest.slice(1)) : place
}
