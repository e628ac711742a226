import { type BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { SymbolKind } from '../link/link-symbol.ts'
import { encodeScalar, encodeSubMessage, wireTypeOf } from './encode-option.ts'
import type { FieldType, OptionTypes } from './option-types.ts'
import { createMessageValue, type FieldValue, isMessageValue, type OptionElement } from './option-value.ts'

/**
 * Writes the entries of a map: sorted by key, each key once (the last one wins), and key and value always there.
 * Source: observed output of `buf build`.
 */
export function encodeMapEntries(
  writer: BinaryWriter,
  field: FieldType,
  elements: readonly OptionElement[],
  types: OptionTypes,
): void {
  if (field.typeSymbol?.kind !== SymbolKind.Message) return
  const { fields } = types.messageType(field.typeSymbol)
  const keyType = fields.get('key')!
  const valueType = fields.get('value')!
  const entries = new Map<string, { readonly key: OptionElement; readonly value: FieldValue | undefined }>()
  for (const element of elements) {
    if (!isMessageValue(element)) continue
    const key = element.fields.get(keyType.fullName)?.elements[0] ?? zeroOf(keyType.type)
    entries.set(keyText(key), { key, value: element.fields.get(valueType.fullName) })
  }
  for (const { key, value } of [...entries.values()].sort((a, b) => compareKeys(a.key, b.key))) {
    writer.tag(field.number, WireType.LengthDelimited).fork()
    writer.tag(1, wireTypeOf(keyType.type))
    encodeScalar(writer, keyType.type, key)
    encodeValue(writer, valueType, value, types)
    writer.join()
  }
}

function encodeValue(writer: BinaryWriter, type: FieldType, value: FieldValue | undefined, types: OptionTypes): void {
  const element = value?.elements[0]
  if (type.typeSymbol?.kind === SymbolKind.Message) {
    const message = element !== undefined && isMessageValue(element) ? element : undefined
    const written = message ?? createMessageValue(types.messageType(type.typeSymbol))
    encodeSubMessage(writer, type, written, types, 'canonical')
    return
  }
  writer.tag(2, wireTypeOf(type.type))
  encodeScalar(writer, type.type, element ?? zeroOf(type.type))
}

function zeroOf(type: Type): OptionElement {
  switch (type) {
    case Type.STRING:
    case Type.BYTES:
      return new Uint8Array(0)
    case Type.BOOL:
      return false
    case Type.INT64:
    case Type.UINT64:
    case Type.SINT64:
    case Type.FIXED64:
    case Type.SFIXED64:
      return 0n
    default:
      return 0
  }
}

/** Tells keys apart: bytes have no identity of their own. */
function keyText(key: OptionElement): string {
  return key instanceof Uint8Array ? key.join() : String(key)
}

function compareKeys(a: OptionElement, b: OptionElement): number {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b)
  return String(a) === String(b) ? 0 : Number(a) < Number(b) ? -1 : 1
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    if (a[index] !== b[index]) return a[index]! - b[index]!
  }
  return a.length - b.length
}
