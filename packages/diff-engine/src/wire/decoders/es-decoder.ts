import {
  create,
  createFileRegistry,
  type DescExtension,
  type DescField,
  type DescMessage,
  type FileRegistry,
  fromBinary,
  fromJsonString,
  getExtension,
  hasExtension,
  type Message,
  ScalarType,
  toBinary,
  toJsonString,
} from '@bufbuild/protobuf'
import { type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import type { FieldShape, MessageShape } from '../shape.ts'
import { encodeUtf8 } from '../utf8.ts'
import { type FieldValue, MessageValue, type Value } from '../value.ts'
import { type Decoder, type MakeDecoder, observe } from './decoder.ts'

/** @bufbuild/protobuf as a decoder of both formats. */
export const makeEsDecoder: MakeDecoder = (files): Decoder => {
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [...files] }))
  const parse = (shape: MessageShape, payload: Uint8Array | string): [DescMessage, Message] => {
    const desc = registry.getMessage(shape.fullName)
    if (desc === undefined) throw new Error(`no type ${shape.fullName}`)
    const message =
      typeof payload === 'string'
        ? fromJsonString(desc, payload, { registry, ignoreUnknownFields: true })
        : fromBinary(desc, payload)
    return [desc, message]
  }
  return {
    name: 'es',
    formats: ['binary', 'json'],
    read: (shape, payload) =>
      observe(() => {
        const [desc, message] = parse(shape, payload)
        return messageValueOf(registry, shape, reflect(desc, message))
      }),
    relay: (shape, payload) => {
      try {
        const [desc, message] = parse(shape, payload)
        return typeof payload === 'string' ? toJsonString(desc, message, { registry }) : toBinary(desc, message)
      } catch {
        return undefined
      }
    },
  }
}

function messageValueOf(registry: FileRegistry, shape: MessageShape, message: ReflectMessage): MessageValue {
  const value = new MessageValue()
  for (const field of message.desc.fields) {
    if (!message.isSet(field)) continue
    value.fields.set(field.number, fieldValue(registry, shape.fields.get(field.number), field, message.get(field)))
  }
  for (const field of shape.fields.values()) {
    const extension = extensionOf(registry, field)
    if (extension === undefined || !hasExtension(message.message, extension)) continue
    value.fields.set(field.number, extensionValue(registry, field, extension, getExtension(message.message, extension)))
  }
  return value
}

function extensionOf(registry: FileRegistry, field: FieldShape): DescExtension | undefined {
  return field.jsonName.startsWith('[') ? registry.getExtension(field.jsonName.slice(1, -1)) : undefined
}

/** Extensions are read as plain values, not as reflection has them. */
function extensionValue(
  registry: FileRegistry,
  shape: FieldShape,
  extension: DescExtension,
  value: unknown,
): FieldValue {
  if (Array.isArray(value)) return value.map((element) => extensionElement(registry, shape, extension, element))
  return extensionElement(registry, shape, extension, value)
}

function extensionElement(registry: FileRegistry, shape: FieldShape, extension: DescExtension, value: unknown): Value {
  if (extension.message === undefined || shape.messageType === undefined) return scalar(extension, value)
  return messageValueOf(registry, shape.messageType, reflect(extension.message, value as Message))
}

// What reflection gives depends on the kind of field, which the type of `get` does not follow for a variable field.
function fieldValue(
  registry: FileRegistry,
  shape: FieldShape | undefined,
  field: DescField,
  value: unknown,
): FieldValue {
  if (shape === undefined) throw new Error(`field ${field.name} has no shape`)
  if (field.fieldKind === 'list')
    return [...(value as Iterable<unknown>)].map((element) => elementOf(registry, shape, field, element))
  if (field.fieldKind !== 'map') return elementOf(registry, shape, field, value)
  const valueShape = shape.messageType?.fields.get(2)
  return [...(value as Iterable<[unknown, unknown]>)].map(
    ([key, content]) =>
      new MessageValue([
        [1, plain(key, field.mapKey)] as const,
        [2, elementOf(registry, valueShape ?? shape, field, content)] as const,
      ]),
  )
}

function elementOf(registry: FileRegistry, shape: FieldShape, field: DescField, value: unknown): Value {
  if (field.message === undefined) return scalar(field, value)
  if (shape.messageType === undefined) throw new Error(`field ${field.name} has no message type`)
  return messageValueOf(registry, shape.messageType, value as ReflectMessage)
}

function scalar(field: DescField | DescExtension, value: unknown): Value {
  return plain(value, field.scalar)
}

/** Enums come as numbers, strings as text, 64-bit integers as bigint (or text, as `jstype` has it). */
function plain(value: unknown, type: ScalarType | undefined): Value {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'bigint') return value
  if (typeof value === 'string') return type === ScalarType.STRING ? encodeUtf8(value) : BigInt(value)
  if (typeof value !== 'number') throw new Error(`unexpected ${typeof value}`)
  return type === ScalarType.FLOAT || type === ScalarType.DOUBLE ? value : BigInt(value)
}
