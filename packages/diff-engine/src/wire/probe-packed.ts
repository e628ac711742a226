import { highEndedMessage } from './high-ended-message.ts'
import { messagesByLength } from './messages-by-length.ts'
import { minimalMessage, plainElement } from './minimal-message.ts'
import { probeScalars } from './probe-scalars.ts'
import { domainOf, integerRange, isPackable, WireType, wireTypeOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { decodeUtf8 } from './utf8.ts'
import { type FieldValue, MessageValue, type Value } from './value.ts'

/** One of each length as a varint, from one byte to ten, so that messages of each length modulo 8 can be made. */
const LENGTHS: readonly bigint[] = [
  0n,
  1n,
  2n,
  3n,
  ...[7, 14, 21, 28, 35, 42, 49, 56, 63].map((bits) => 2n ** BigInt(bits)),
]
/** Texts of each length modulo 8, of small bytes (listed numbers of enums) and of bytes that end inside a varint. */
const TEXT_LENGTHS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8]
const MAX_FIELDS = 4

/** True when the reader takes the length-delimited bytes of the writer's values for a packed list of numbers. */
export function isReadAsPacked(writer: FieldShape, reader: FieldShape): boolean {
  return wireTypeOf(writer.kind) === WireType.Len && reader.cardinality === 'repeated' && isPackable(reader.kind)
}

/**
 * Elements whose bytes are, as a packed list, of each kind: whole or cut off, of listed or unlisted numbers only.
 * What they say does not matter, only which bytes they are.
 */
export function probePacked(writer: FieldShape, reader: FieldShape): Value[] {
  if (!isMessageKind(writer.kind)) return packedTexts(writer, reader)
  return writer.messageType === undefined ? [] : packedMessages(writer.messageType)
}

function packedTexts(writer: FieldShape, reader: FieldShape): Uint8Array[] {
  const listed = (reader.enumType?.values ?? []).map(({ number }) => Number(number)).filter((n) => n >= 0 && n < 0x80)
  const repeated = [0, 1, 0x61, 0x7f, ...listed].flatMap((byte) =>
    TEXT_LENGTHS.map((length) => new Uint8Array(length).fill(byte)),
  )
  // U+00E9 and U+0080: bytes with the high bit, which a varint goes on behind.
  const all = [...repeated, Uint8Array.of(0xc3, 0xa9), Uint8Array.of(0xc2, 0x80, 0x01)]
  return all.filter((bytes) => writer.kind === 'bytes' || !writer.checksUtf8 || decodeUtf8(bytes) !== undefined)
}

/** Messages with one field, and with two at a time, at each length. */
function packedMessages(shape: MessageShape): MessageValue[] {
  const base = minimalMessage(shape)
  if (base === undefined) return []
  const fields = [...shape.fields.values()].slice(0, MAX_FIELDS)
  const contents = new Map(fields.map((field) => [field, lengthsOf(field)]))
  const singles = fields.flatMap((field) =>
    (contents.get(field) ?? []).map((content) => [[field.number, content] as const]),
  )
  const doubles = fields.flatMap((one, i) =>
    fields
      .slice(i + 1)
      .flatMap((other) =>
        (contents.get(one) ?? []).flatMap((a) =>
          (contents.get(other) ?? []).map((b) => [[one.number, a] as const, [other.number, b] as const]),
        ),
      ),
  )
  const combined = [...singles, ...doubles]
    .filter((parts) => !sharesOneof(shape, parts))
    .map((parts) => new MessageValue([...base.fields, ...parts]))
  return [...combined, ...messagesByLength(shape), ...[highEndedMessage(shape) ?? []].flat()]
}

function sharesOneof(shape: MessageShape, parts: readonly (readonly [number, FieldValue])[]): boolean {
  const [a, b] = parts.map(([number]) => shape.fields.get(number)?.oneof)
  return a !== undefined && a === b
}

function lengthsOf(field: FieldShape): FieldValue[] {
  const elements = elementLengths(field)
  return field.cardinality === 'singular' ? elements : elements.map((element) => [element])
}

function elementLengths(field: FieldShape): Value[] {
  if (isMessageKind(field.kind)) return field.cardinality === 'map' ? mapLengths(field) : messageLengths(field)
  const range = integerRange(field.kind)
  if (range === undefined || field.enumType?.isClosed === true) {
    return domainOf(field.kind) === 'bytes' ? packedTexts(field, field) : probeScalars(field, undefined)
  }
  return LENGTHS.filter((number) => number <= range.max)
}

function mapLengths(field: FieldShape): Value[] {
  const { key, value } = mapEntryOf(field)
  return packedEntries(key, value).slice(0, MAX_FIELDS)
}

function messageLengths(field: FieldShape): Value[] {
  return [plainElement(field) ?? []].flat()
}

/** Whole entries of a map, keys and values at each length. */
export function packedEntries(key: FieldShape, value: FieldShape): MessageValue[] {
  return elementLengths(key).flatMap((k) =>
    elementLengths(value).map((v) => new MessageValue([[1, k] as const, [2, v] as const])),
  )
}
