import type { Kind } from '../kind.ts'
import { ByteWriter } from './byte-writer.ts'
import { isPackable, WireType, wireTypeOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape } from './shape.ts'
import { elementsOf, type FieldValue, isList, isZero, MessageValue, type Value } from './value.ts'

/**
 * The payload that a conforming writer emits: fields by number, lists packed as declared, zeros of implicit presence
 * left out, unknown fields behind the known ones.
 *
 * `value` must be one of `shape`; required fields are not checked.
 * Source: Protobuf encoding specification; order and place of unknown fields as all runtimes do it.
 */
export function writeBinary(shape: MessageShape, value: MessageValue): Uint8Array {
  const writer = new ByteWriter()
  writeFields(writer, shape, value)
  return writer.finish()
}

function writeFields(writer: ByteWriter, shape: MessageShape, value: MessageValue): void {
  for (const number of [...value.fields.keys()].sort((a, b) => a - b)) {
    const field = shape.fields.get(number)
    const fieldValue = value.fields.get(number)
    if (field === undefined || fieldValue === undefined) continue
    if (shape.isMessageSet) writeMessageSetItem(writer, field, fieldValue)
    else writeField(writer, field, fieldValue)
  }
  for (const record of value.unknown) writer.raw(record)
}

function writeField(writer: ByteWriter, field: FieldShape, value: FieldValue): void {
  if (field.cardinality === 'singular' && field.presence === 'implicit' && !isList(value) && isZero(value)) return
  const elements = elementsOf(value)
  if (field.cardinality === 'repeated' && field.isPacked && isPackable(field.kind)) {
    if (elements.length > 0) writePacked(writer, field, elements)
    return
  }
  for (const element of elements) writeRecord(writer, field, element)
}

function writePacked(writer: ByteWriter, field: FieldShape, elements: readonly Value[]): void {
  const packed = new ByteWriter()
  for (const element of elements) writeScalar(packed, field.kind, element)
  writer.tag(field.number, WireType.Len).lengthPrefixed(packed.finish())
}

function writeRecord(writer: ByteWriter, field: FieldShape, element: Value): void {
  writer.tag(field.number, wireTypeOf(field.kind))
  if (element instanceof MessageValue) {
    if (!isMessageKind(field.kind) || field.messageType === undefined) throw mismatch(field.kind)
    if (field.kind === 'group') {
      writeFields(writer, field.messageType, element)
      writer.tag(field.number, WireType.EndGroup)
    } else {
      writer.lengthPrefixed(writeBinary(field.messageType, element))
    }
    return
  }
  writeScalar(writer, field.kind, element)
}

function writeScalar(writer: ByteWriter, kind: Kind, value: Value): void {
  if (value instanceof Uint8Array) {
    if (kind !== 'string' && kind !== 'bytes') throw mismatch(kind)
    writer.lengthPrefixed(value)
  } else if (typeof value === 'number') {
    writer.raw(floatBytes(kind, value))
  } else if (typeof value === 'bigint') {
    writeInteger(writer, kind, value)
  } else {
    throw mismatch(kind)
  }
}

function writeInteger(writer: ByteWriter, kind: Kind, value: bigint): void {
  switch (wireTypeOf(kind)) {
    case WireType.I32:
      writer.fixed(BigInt.asUintN(32, value), 4)
      break
    case WireType.I64:
      writer.fixed(BigInt.asUintN(64, value), 8)
      break
    case WireType.Varint:
      writer.varint(kind === 'sint32' || kind === 'sint64' ? zigzag(value) : value)
      break
    default:
      throw mismatch(kind)
  }
}

/** Source: "Signed Integers" of the encoding specification. */
function zigzag(value: bigint): bigint {
  return value < 0n ? -value * 2n - 1n : value * 2n
}

function floatBytes(kind: Kind, value: number): Uint8Array {
  if (kind !== 'float' && kind !== 'double') throw mismatch(kind)
  const view = new DataView(new ArrayBuffer(kind === 'float' ? 4 : 8))
  if (kind === 'float') view.setFloat32(0, value, true)
  else view.setFloat64(0, value, true)
  return new Uint8Array(view.buffer)
}

/**
 * Items of a message set: group 1 with the extension's number as field 2 and its bytes as field 3.
 * Source: "message_set_wire_format" in descriptor.proto.
 */
function writeMessageSetItem(writer: ByteWriter, field: FieldShape, value: FieldValue): void {
  if (!(value instanceof MessageValue) || field.messageType === undefined) throw mismatch(field.kind)
  writer.tag(1, WireType.StartGroup)
  writer.tag(2, WireType.Varint).varint(BigInt(field.number))
  writer.tag(3, WireType.Len).lengthPrefixed(writeBinary(field.messageType, value))
  writer.tag(1, WireType.EndGroup)
}

function mismatch(kind: Kind): Error {
  return new Error(`the value is not one of kind ${kind}`)
}
