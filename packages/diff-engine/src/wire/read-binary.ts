import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { checkRequired, requiredOf } from './check-required.ts'
import { attemptRead, ReadError, type ReadResult } from './read-error.ts'
import { isPackable, WireType, wireTypeOf, zeroOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { decodeUtf8 } from './utf8.ts'
import { elementsOf, MessageValue, messageAt, type Scalar, type Value } from './value.ts'

/** How deep messages may be nested. Source: the default of the C++, Java, Go and upb runtimes. */
export const MAX_MESSAGE_DEPTH = 100

/**
 * What a conforming reader of `shape` gets from a payload.
 *
 * Numbers that the shape does not know, known numbers with another wire type, and unlisted numbers of closed enums go to
 * `unknown`. Lists are read packed or not, whatever is declared. Singular messages merge, other singular values and map
 * entries are replaced, and a member of a oneof clears the others.
 * Source: Protobuf encoding specification and "Enum Behavior".
 */
export function readBinary(shape: MessageShape, payload: Uint8Array): ReadResult<MessageValue> {
  return attemptRead(() => {
    const value = new MessageValue()
    readFields(new ByteReader(payload), shape, value, [])
    checkRequired(shape, value)
    return value
  })
}

/** Reads up to the end of the bytes or, inside a group, up to its end tag. */
function readFields(
  reader: ByteReader,
  shape: MessageShape,
  into: MessageValue,
  path: readonly number[],
  group?: number,
): void {
  if (path.length >= MAX_MESSAGE_DEPTH) throw new ReadError('too deep', `deeper than ${MAX_MESSAGE_DEPTH}`, path)
  while (!reader.isAtEnd) {
    const start = reader.pos
    const { number, wireType } = at(path, () => reader.tag())
    if (wireType === WireType.EndGroup) {
      if (number === group) return
      throw new ReadError('malformed', `group ${number} ends without a start`, path)
    }
    const field = shape.fields.get(number)
    if (shape.isMessageSet && number === 1 && wireType === WireType.StartGroup) {
      readMessageSetItem(reader, shape, into, path, start)
    } else if (field === undefined || shape.isMessageSet || !acceptsWireType(field, wireType)) {
      at(path, () => reader.skip(number, wireType))
      into.unknown.push(reader.bytes.slice(start, reader.pos))
    } else {
      readField(reader, field, shape, into, wireType, [...path, number])
    }
  }
  if (group !== undefined) throw new ReadError('malformed', `group ${group} has no end`, path)
}

/** True when a reader takes a record of this wire type for the field: its own, or packed for a list of numbers. */
export function acceptsWireType(field: FieldShape, wireType: WireType): boolean {
  if (wireTypeOf(field.kind) === wireType) return true
  return wireType === WireType.Len && field.cardinality === 'repeated' && isPackable(field.kind)
}

function readField(
  reader: ByteReader,
  field: FieldShape,
  shape: MessageShape,
  into: MessageValue,
  wireType: WireType,
  path: readonly number[],
): void {
  if (field.cardinality === 'map') readMapEntry(reader, field, into, path)
  else if (isMessageKind(field.kind)) readMessageField(reader, field, shape, into, path)
  else if (wireType !== wireTypeOf(field.kind)) {
    const packed = new ByteReader(at(path, () => reader.lengthPrefixed()))
    while (!packed.isAtEnd) addScalar(readScalar(packed, field, path), field, shape, into)
  } else addScalar(readScalar(reader, field, path), field, shape, into)
}

function addScalar(value: Scalar, field: FieldShape, shape: MessageShape, into: MessageValue): void {
  if (typeof value === 'bigint' && isUnlisted(field, value)) {
    into.unknown.push(new ByteWriter().tag(field.number, WireType.Varint).varint(value).finish())
  } else add(value, field, shape, into)
}

function add(value: Value, field: FieldShape, shape: MessageShape, into: MessageValue): void {
  clearOneof(field, shape, into)
  const known = field.cardinality === 'singular' ? [] : elementsOf(into.fields.get(field.number))
  into.fields.set(field.number, field.cardinality === 'singular' ? value : [...known, value])
}

/** Setting one member of a oneof clears the others. Source: "Oneof" of the language guide. */
function clearOneof(field: FieldShape, shape: MessageShape, into: MessageValue): void {
  if (field.oneof === undefined) return
  for (const number of into.fields.keys()) {
    if (number !== field.number && shape.fields.get(number)?.oneof === field.oneof) into.fields.delete(number)
  }
}

/** True for a number that a reader of the field's closed enum keeps as unknown. */
export function isUnlisted(field: FieldShape, value: bigint): boolean {
  return field.enumType?.isClosed === true && !field.enumType.values.some(({ number }) => number === value)
}

function readMessageField(
  reader: ByteReader,
  field: FieldShape,
  shape: MessageShape,
  into: MessageValue,
  path: readonly number[],
): void {
  const merged = field.cardinality === 'singular' ? messageAt(into, field.number) : undefined
  const value = merged ?? new MessageValue()
  readMessage(reader, field, value, path)
  if (merged === undefined) add(value, field, shape, into)
}

function readMessage(reader: ByteReader, field: FieldShape, into: MessageValue, path: readonly number[]): void {
  if (field.messageType === undefined) throw new Error(`field ${field.name} has no message type`)
  if (field.kind === 'group') readFields(reader, field.messageType, into, path, field.number)
  else readFields(new ByteReader(at(path, () => reader.lengthPrefixed())), field.messageType, into, path)
}

/**
 * A missing key or value is the default; an entry whose value is an unlisted number of a closed enum is unknown as a
 * whole. Source: "Maps" of the encoding specification; "Enum Behavior".
 */
function readMapEntry(reader: ByteReader, field: FieldShape, into: MessageValue, path: readonly number[]): void {
  const start = reader.pos
  const entry = new MessageValue()
  readMessage(reader, field, entry, path)
  const { key, value } = mapEntryOf(field)
  if (value.enumType?.isClosed === true && entry.unknown.some((record) => isValueRecord(record))) {
    const payload = reader.bytes.subarray(start, reader.pos)
    into.unknown.push(new ByteWriter().tag(field.number, WireType.Len).raw(payload).finish())
    return
  }
  if (!entry.fields.has(2) && value.messageType !== undefined && requiredOf(value.messageType).length > 0) {
    // Told of the map: nothing in the type of its values is to blame.
    throw new ReadError('missing required field', `an entry of map ${field.name} has no value`, path)
  }
  const whole = new MessageValue([1, 2].map((number) => [number, entryPart(entry, number === 1 ? key : value)]))
  const others = elementsOf(into.fields.get(field.number)).filter((other) => !hasSameKey(other, whole))
  into.fields.set(field.number, [...others, whole])
}

function isValueRecord(record: Uint8Array): boolean {
  const { number, wireType } = new ByteReader(record).tag()
  return number === 2 && wireType === WireType.Varint
}

function entryPart(entry: MessageValue, part: FieldShape): Value {
  const value = elementsOf(entry.fields.get(part.number))[0]
  return value ?? part.defaultValue ?? zeroOf(part.kind) ?? new MessageValue()
}

/** True when two map entries have equal keys. */
export function hasSameKey(a: Value, b: Value): boolean {
  if (!(a instanceof MessageValue) || !(b instanceof MessageValue)) return false
  const [x, y] = [a.fields.get(1), b.fields.get(1)]
  if (x instanceof Uint8Array && y instanceof Uint8Array) return x.length === y.length && x.every((c, i) => c === y[i])
  return x === y
}

function readScalar(reader: ByteReader, field: FieldShape, path: readonly number[]): Scalar {
  return at(path, () => {
    if (field.kind === 'string' || field.kind === 'bytes') {
      const bytes = reader.lengthPrefixed().slice()
      if (field.kind === 'string' && field.checksUtf8 && decodeUtf8(bytes) === undefined) {
        throw new ReadError('invalid UTF-8', `string field ${field.name} contains invalid UTF-8`)
      }
      return bytes
    }
    return readNumber(reader, field)
  })
}

/** Source: encoding specification: 32-bit kinds keep the low 32 bits of a varint, bool asks for any bit. */
function readNumber(reader: ByteReader, { kind }: FieldShape): Scalar {
  switch (kind) {
    case 'int32':
    case 'enum':
      return BigInt.asIntN(32, reader.varint())
    case 'uint32':
      return BigInt.asUintN(32, reader.varint())
    case 'int64':
      return BigInt.asIntN(64, reader.varint())
    case 'uint64':
      return reader.varint()
    case 'sint32':
      return unzigzag(BigInt.asUintN(32, reader.varint()))
    case 'sint64':
      return unzigzag(reader.varint())
    case 'bool':
      return reader.varint() === 0n ? 0n : 1n
    case 'fixed32':
      return reader.fixed(4)
    case 'sfixed32':
      return BigInt.asIntN(32, reader.fixed(4))
    case 'fixed64':
      return reader.fixed(8)
    case 'sfixed64':
      return BigInt.asIntN(64, reader.fixed(8))
    case 'float':
      return viewOf(reader.raw(4)).getFloat32(0, true)
    case 'double':
      return viewOf(reader.raw(8)).getFloat64(0, true)
    default:
      throw new Error(`${kind} is no number`)
  }
}

function unzigzag(value: bigint): bigint {
  return value % 2n === 0n ? value / 2n : -(value / 2n) - 1n
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

/**
 * One item of a message set: the number as field 2, the bytes as field 3 of group 1. An item of an extension that is not
 * known is kept. Source: "message_set_wire_format" in descriptor.proto.
 */
function readMessageSetItem(
  reader: ByteReader,
  shape: MessageShape,
  into: MessageValue,
  path: readonly number[],
  start: number,
): void {
  let number: bigint | undefined
  let payload: Uint8Array | undefined
  at(path, () => {
    for (let tag = reader.tag(); tag.wireType !== WireType.EndGroup; tag = reader.tag()) {
      if (tag.number === 2 && tag.wireType === WireType.Varint) number = reader.varint()
      else if (tag.number === 3 && tag.wireType === WireType.Len) payload = reader.lengthPrefixed()
      else reader.skip(tag.number, tag.wireType)
    }
  })
  const field = number === undefined ? undefined : shape.fields.get(Number(number))
  if (field?.messageType === undefined || payload === undefined) {
    into.unknown.push(reader.bytes.slice(start, reader.pos))
    return
  }
  const value = messageAt(into, field.number) ?? new MessageValue()
  readFields(new ByteReader(payload), field.messageType, value, [...path, field.number])
  into.fields.set(field.number, value)
}

/** Gives errors of the byte reader, which knows no fields, the place where they happened. */
function at<T>(path: readonly number[], read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof ReadError && error.path.length === 0) throw new ReadError(error.reason, error.message, path)
    throw error
  }
}
