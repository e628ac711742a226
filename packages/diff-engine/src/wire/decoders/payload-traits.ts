import { ByteReader } from '../byte-reader.ts'
import { acceptsWireType } from '../read-binary.ts'
import { attemptRead } from '../read-error.ts'
import { isPackable, WireType } from '../scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape } from '../shape.ts'
import { decodeUtf8 } from '../utf8.ts'

/** What in a payload makes decoders differ. */
export interface PayloadTraits {
  /** A number that the reader knows comes with a wire type that its field does not take. */
  readonly hasForeignWireType: boolean
  /** An entry of a map lacks its key or its value, or has one of a foreign wire type. */
  readonly hasPartialEntry: boolean
  /** An entry of a map has a field beside its key and value, or one of those with a foreign wire type. */
  readonly hasUnknownInEntry: boolean
  /** A string that the reader does not check is no UTF-8. */
  readonly hasInvalidText: boolean
}

/** Looks at a payload as a reader of `shape` would; where the bytes are malformed it stops. */
export function payloadTraits(shape: MessageShape, payload: Uint8Array): PayloadTraits {
  const traits = { hasForeignWireType: false, hasPartialEntry: false, hasUnknownInEntry: false, hasInvalidText: false }
  attemptRead(() => scan(new ByteReader(payload), shape, traits, false))
  return traits
}

type Traits = { -readonly [K in keyof PayloadTraits]: boolean }

function scan(reader: ByteReader, shape: MessageShape, traits: Traits, isEntry: boolean): void {
  const seen = new Set<number>()
  while (!reader.isAtEnd) {
    const { number, wireType } = reader.tag()
    if (wireType === WireType.EndGroup) break
    const field = shape.fields.get(number)
    const isKnown = field !== undefined && acceptsWireType(field, wireType)
    if (isEntry && !isKnown) traits.hasUnknownInEntry = true
    if (field === undefined) reader.skip(number, wireType)
    else if (!isKnown) {
      traits.hasForeignWireType = true
      reader.skip(number, wireType)
    } else {
      seen.add(number)
      scanField(reader, field, wireType, traits)
    }
  }
  if (isEntry && seen.size < 2) traits.hasPartialEntry = true
}

function scanField(reader: ByteReader, field: FieldShape, wireType: WireType, traits: Traits): void {
  if (isMessageKind(field.kind) && field.messageType !== undefined) {
    const inner = wireType === WireType.StartGroup ? reader : new ByteReader(reader.lengthPrefixed())
    scan(inner, field.messageType, traits, field.cardinality === 'map')
  } else if (wireType === WireType.Len && !isPackable(field.kind)) {
    const bytes = reader.lengthPrefixed()
    if (field.kind === 'string' && !field.checksUtf8 && decodeUtf8(bytes) === undefined) traits.hasInvalidText = true
  } else {
    reader.skip(field.number, wireType)
  }
}
