import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { encodeMapEntries } from './encode-map.ts'
import { mergeMessages } from './merge-messages.ts'
import { type FieldType, isMapEntry, isPackable, type OptionTypes } from './option-types.ts'
import { type FieldValue, isMessageValue, type MessageValue, NEGATIVE_NAN, type OptionElement } from './option-value.ts'

/**
 * How a message is written.
 *
 * `canonical` is what buf makes of options that it knows the types of: extensions first, then fields by number, members
 * of oneofs last; maps sorted; zeros without presence left out. `verbatim` is for what nobody decodes on the way, such as
 * the content of an `Any`: everything as it was set, and every repeated number packed.
 *
 * A message whose feature is `DELIMITED` is verbatim too, behind a length and behind all other fields: buf 1.75 does not
 * recognize there what it has written itself. protoc writes it between group tags, and readers that know the feature
 * find the option only then; equal images are worth more here. Groups of proto2 are groups with both.
 * Source: observed output of `buf build`.
 */
export type EncodingStyle = 'canonical' | 'verbatim'

/** Writes the fields of a message, without a tag or length of its own. */
export function encodeMessage(
  writer: BinaryWriter,
  message: MessageValue,
  types: OptionTypes,
  style: EncodingStyle,
): void {
  if (message.expanded !== undefined) {
    encodeExpandedAny(writer, message, types, style)
    return
  }
  const fields = [...message.fields.values()]
  if (style === 'canonical' && fields.length > 1) fields.sort((a, b) => compareFields(a, b, types))
  for (const field of fields) encodeField(writer, field, types, style)
}

/** Writes a `google.protobuf.Any`; what a later piece has set takes the place of what the expanded form says. */
function encodeExpandedAny(
  writer: BinaryWriter,
  { expanded, fields }: MessageValue,
  types: OptionTypes,
  style: EncodingStyle,
): void {
  const content = new BinaryWriter()
  if (expanded !== undefined) encodeMessage(content, expanded.value, types, 'verbatim')
  const [own, ownContent] = [1, 2].map((number) => {
    return [...fields.values()].find(({ field }) => field.number === number)?.elements[0]
  })
  writer.tag(1, WireType.LengthDelimited)
  if (own instanceof Uint8Array) writer.bytes(own)
  else writer.string(expanded?.url ?? '')
  const bytes = ownContent instanceof Uint8Array ? ownContent : content.finish()
  if (bytes.length > 0 || style === 'verbatim') writer.tag(2, WireType.LengthDelimited).bytes(bytes)
}

/** Whether buf keeps a field as it was set, because it does not recognize it. */
export function isUnrecognized({ field }: FieldValue, types: OptionTypes): boolean {
  return field.type === Type.MESSAGE && types.encoding(field).isDelimited
}

/** Writes all values of one field, with their tags. */
export function encodeField(writer: BinaryWriter, value: FieldValue, types: OptionTypes, wanted: EncodingStyle): void {
  const { field, elements } = value
  if (elements.length === 0) return
  const encoding = types.encoding(field)
  const style = isUnrecognized(value, types) ? 'verbatim' : wanted
  if (style === 'canonical' && isMapEntry(field)) {
    encodeMapEntries(writer, field, elements, types)
    return
  }
  const isPacked = style === 'canonical' ? encoding.isPacked : elements.length > 1 && isPackable(field.type)
  if (isPacked) {
    writer.tag(field.number, WireType.LengthDelimited).fork()
    for (const element of elements) encodeScalar(writer, field.type, element)
    writer.join()
    return
  }
  const pieces = elements.length > 1 && !field.isRepeated && style === 'canonical'
  for (const element of pieces ? [mergeMessages(elements.filter(isMessageValue))] : elements) {
    if (isMessageValue(element)) encodeSubMessage(writer, field, element, types, style)
    else if (style === 'verbatim' || !encoding.hasImplicitPresence || !isZero(element)) {
      writer.tag(field.number, wireTypeOf(field.type))
      encodeScalar(writer, field.type, element)
    }
  }
}

/** Writes a message with its tag: a group between group tags, and all others behind their length. */
export function encodeSubMessage(
  writer: BinaryWriter,
  { number, type }: Pick<FieldType, 'number' | 'type'>,
  message: MessageValue,
  types: OptionTypes,
  style: EncodingStyle,
): void {
  if (type === Type.GROUP) {
    writer.tag(number, WireType.StartGroup)
    encodeMessage(writer, message, types, style)
    writer.tag(number, WireType.EndGroup)
    return
  }
  writer.tag(number, WireType.LengthDelimited).fork()
  encodeMessage(writer, message, types, style)
  writer.join()
}

/** Extensions, then fields outside of oneofs, then members of oneofs, by number within each; then what is as it was set. */
function compareFields(a: FieldValue, b: FieldValue, types: OptionTypes): number {
  const isLast = isUnrecognized(a, types)
  if (isLast || isUnrecognized(b, types)) return Number(isLast) - Number(isUnrecognized(b, types))
  return rank(a.field) - rank(b.field) || oneofIndex(a.field) - oneofIndex(b.field) || a.field.number - b.field.number
}

function rank({ isExtension, oneof }: FieldType): number {
  if (isExtension) return 0
  return oneof?.node === undefined ? 1 : 2
}

function oneofIndex({ oneof, element }: FieldType): number {
  return oneof?.node === undefined ? 0 : element.proto.oneofIndex
}

function isZero(element: OptionElement): boolean {
  if (typeof element === 'number') return Object.is(element, 0)
  if (element instanceof Uint8Array) return element.length === 0
  return element === 0n || element === false
}

/** How a scalar type starts on the wire. Source: encoding specification, "Message structure". */
export function wireTypeOf(type: Type): WireType {
  switch (type) {
    case Type.DOUBLE:
    case Type.FIXED64:
    case Type.SFIXED64:
      return WireType.Bit64
    case Type.FLOAT:
    case Type.FIXED32:
    case Type.SFIXED32:
      return WireType.Bit32
    case Type.STRING:
    case Type.BYTES:
      return WireType.LengthDelimited
    default:
      return WireType.Varint
  }
}

/** Writes a scalar or enum value, without a tag. */
export function encodeScalar(writer: BinaryWriter, type: Type, element: OptionElement): void {
  if (element instanceof Uint8Array) writer.bytes(element)
  else if (typeof element === 'boolean') writer.bool(element)
  else if (typeof element === 'bigint') encodeLong(writer, type, element)
  else if (typeof element === 'number') encodeNumber(writer, type, element)
  else if (element === NEGATIVE_NAN) writer.raw(type === Type.FLOAT ? NEGATIVE_NAN_FLOAT : NEGATIVE_NAN_DOUBLE)
}

const NEGATIVE_NAN_FLOAT = Uint8Array.of(0, 0, 0xc0, 0xff)
const NEGATIVE_NAN_DOUBLE = Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf8, 0xff)

function encodeNumber(writer: BinaryWriter, type: Type, value: number): void {
  switch (type) {
    case Type.FLOAT:
      writer.float(value)
      break
    case Type.DOUBLE:
      writer.double(value)
      break
    case Type.UINT32:
      writer.uint32(value)
      break
    case Type.SINT32:
      writer.sint32(value)
      break
    case Type.FIXED32:
      writer.fixed32(value)
      break
    case Type.SFIXED32:
      writer.sfixed32(value)
      break
    default:
      writer.int32(value)
  }
}

function encodeLong(writer: BinaryWriter, type: Type, value: bigint): void {
  switch (type) {
    case Type.UINT64:
      writer.uint64(value)
      break
    case Type.SINT64:
      writer.sint64(value)
      break
    case Type.FIXED64:
      writer.fixed64(value)
      break
    case Type.SFIXED64:
      writer.sfixed64(value)
      break
    default:
      writer.int64(value)
  }
}
