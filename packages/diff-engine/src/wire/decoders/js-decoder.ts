import { create, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import protobuf from 'protobufjs'
import descriptor from 'protobufjs/ext/descriptor.js'
import { domainOf } from '../scalar-kind.ts'
import type { FieldShape, MessageShape } from '../shape.ts'
import { mapEntryOf } from '../shape.ts'
import { encodeUtf8 } from '../utf8.ts'
import { type FieldValue, MessageValue, type Value } from '../value.ts'
import { type Decoder, type MakeDecoder, observe } from './decoder.ts'

/** protobufjs as a decoder of the binary format; its JSON is not ProtoJSON. */
export const makeJsDecoder: MakeDecoder = (files): Decoder => {
  const bytes = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: [...files] }))
  const root = (protobuf.Root as unknown as RootWithDescriptors).fromDescriptor(
    descriptor.FileDescriptorSet.decode(bytes),
  )
  const decode = (shape: MessageShape, payload: Uint8Array | string) => {
    if (typeof payload === 'string') throw new Error('protobufjs reads no ProtoJSON')
    const type = root.lookupType(`.${shape.fullName}`)
    return { type, message: type.decode(payload) }
  }
  return {
    name: 'js',
    formats: ['binary'],
    read: (shape, payload) =>
      observe(() => {
        const { type, message } = decode(shape, payload)
        return messageValueOf(shape, type, message)
      }),
    relay: (shape, payload) => {
      try {
        const { type, message } = decode(shape, payload)
        return type.encode(message).finish()
      } catch {
        return undefined
      }
    },
  }
}

/** The extension adds this method at run time; its types declare it as an overload of another module. */
interface RootWithDescriptors {
  fromDescriptor(set: unknown): protobuf.Root
}

// Messages of protobufjs are plain objects whose own properties are the fields that are set.
function messageValueOf(shape: MessageShape, type: protobuf.Type, message: object): MessageValue {
  const value = new MessageValue()
  const properties = message as Readonly<Record<string, unknown>>
  for (const field of shape.fields.values()) {
    const known = type.fieldsById[field.number]?.resolve()
    if (known === undefined || !Object.hasOwn(message, known.name)) continue
    const content = properties[known.name]
    if (content === undefined || content === null) continue
    value.fields.set(field.number, fieldValue(field, known, content))
  }
  return value
}

function fieldValue(shape: FieldShape, field: protobuf.Field, content: unknown): FieldValue {
  if (shape.cardinality === 'map') return mapValue(shape, field, content as Readonly<Record<string, unknown>>)
  if (Array.isArray(content)) return content.map((element) => elementOf(shape, field, element))
  return elementOf(shape, field, content)
}

function mapValue(shape: FieldShape, field: protobuf.Field, content: Readonly<Record<string, unknown>>): FieldValue {
  const { key, value } = mapEntryOf(shape)
  return Object.entries(content).map(
    ([name, element]) =>
      new MessageValue([[1, keyOf(key, name)] as const, [2, elementOf(value, field, element)] as const]),
  )
}

/** Keys of objects are text; 64-bit ones hold the eight bytes of the number. */
function keyOf(shape: FieldShape, name: string): Value {
  if (shape.kind === 'string') return encodeUtf8(name)
  if (shape.kind === 'bool') return name === 'true' ? 1n : 0n
  if (!shape.kind.endsWith('64')) return BigInt(name)
  const number = protobuf.util.longFromHash(name, shape.kind.startsWith('u') || shape.kind === 'fixed64')
  return BigInt(number.toString())
}

function elementOf(shape: FieldShape, field: protobuf.Field, content: unknown): Value {
  if (content instanceof Uint8Array) return Uint8Array.from(content)
  // The default of bytes, which a map entry without a value holds.
  if (Array.isArray(content)) return Uint8Array.from(content)
  if (typeof content === 'string') return encodeUtf8(content)
  if (typeof content === 'boolean') return content ? 1n : 0n
  if (typeof content === 'number') return domainOf(shape.kind) === 'float' ? content : BigInt(content)
  if (isLong(content)) return BigInt(String(content))
  const isMessage = typeof content === 'object' && content !== null
  if (!isMessage || shape.messageType === undefined || !(field.resolvedType instanceof protobuf.Type)) {
    throw new Error(`field ${field.name} holds something unexpected`)
  }
  return messageValueOf(shape.messageType, field.resolvedType, content)
}

/** 64-bit integers of protobufjs. */
function isLong(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'low' in content && 'unsigned' in content
}
