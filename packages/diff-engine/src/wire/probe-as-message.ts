import { ByteWriter } from './byte-writer.ts'
import { minimalMessage } from './minimal-message.ts'
import { readBinary } from './read-binary.ts'
import { isPackable, WireType } from './scalar-kind.ts'
import type { FieldShape, MessageShape } from './shape.ts'
import { elementsOf, isSameBytes, MessageValue, type Value } from './value.ts'
import { writeBinary } from './write-binary.ts'

/** The last number whose tag is one byte; as an unknown varint it can take any number of bytes from two up. */
const FILLER_TAG = (15 << 3) | WireType.Varint
const MAX_FILLER_BYTES = 10

/** True when the reader takes the bytes of the writer's packed list for a message. */
export function isReadAsMessage(writer: FieldShape, reader: FieldShape): boolean {
  return writer.isPacked && isPackable(writer.kind) && reader.kind === 'message'
}

/**
 * Lists whose bytes, packed, are a message that the reader accepts: the smallest one of its type, and some of an unknown
 * field behind it to fill up to whole numbers. Not every kind of list can say that.
 */
export function probeAsMessage(writer: FieldShape, reader: FieldShape): Value[][] {
  const value = reader.messageType && minimalMessage(reader.messageType)
  if (reader.messageType === undefined || value === undefined) return []
  const start = writeBinary(reader.messageType, value)
  const lists: Value[][] = []
  for (let length = 2; length <= MAX_FILLER_BYTES; length++) {
    const list = listOfBytes(writer, Uint8Array.of(...start, ...filler(length)))
    if (list !== undefined) lists.push(list)
  }
  return lists
}

/** A varint of zero that is longer than it needs to be. */
function filler(length: number): number[] {
  return [FILLER_TAG, ...Array.from({ length: length - 2 }, () => 0x80), 0]
}

/** The list that a writer packs into these bytes; undefined when there is none. */
function listOfBytes(writer: FieldShape, bytes: Uint8Array): Value[] | undefined {
  const shape: MessageShape = { fullName: '', fields: new Map([[writer.number, writer]]), isMessageSet: false }
  const payload = new ByteWriter().tag(writer.number, WireType.Len).lengthPrefixed(bytes).finish()
  const list = [...elementsOf(readBinary(shape, payload).value?.fields.get(writer.number))]
  const written = writeBinary(shape, new MessageValue([[writer.number, list] as const]))
  return isSameBytes(written, payload) ? list : undefined
}
