import { formatFieldMask } from './json-field-mask.ts'
import { jsonFormOf } from './json-form.ts'
import { formatDuration, formatTimestamp } from './json-time.ts'
import { isJsonObject, type Json } from './json-tree.ts'
import { readBinary } from './read-binary.ts'
import type { FieldShape, FindType, MessageShape } from './shape.ts'
import { elementsOf, type FieldValue, type MessageValue, type Value } from './value.ts'

/** The value has no JSON form, so no writer makes a payload of it. */
export class NotWritable extends Error {}

/** What the special forms need of the writer around them. Throws NotWritable where there is no JSON form. */
export interface JsonParts {
  readonly findType: FindType | undefined
  message(shape: MessageShape, value: MessageValue): Json
  field(field: FieldShape, value: FieldValue): Json | undefined
  element(field: FieldShape, value: Value): Json
  text(bytes: Uint8Array): string
}

/** The special form of a well-known type. Throws NotWritable when the value has none. Source: ProtoJSON. */
export function writeJsonForm(writer: JsonParts, shape: MessageShape, value: MessageValue): Json {
  switch (jsonFormOf(shape)) {
    case 'timestamp':
      return orNotWritable(formatTimestamp(timeOf(value)))
    case 'duration':
      return orNotWritable(formatDuration(timeOf(value)))
    case 'field mask':
      return orNotWritable(formatFieldMask(elementsOf(value.fields.get(1)).map((path) => writer.text(bytesOf(path)))))
    case 'wrapper':
      return writeWrapper(writer, shape, value)
    case 'struct':
      return writeStruct(writer, shape, value)
    case 'list':
      return elementsOf(value.fields.get(1)).map((element) => writer.element(fieldOf(shape, 1), element))
    case 'value':
      return writeValue(writer, shape, value)
    case 'any':
      return writeAny(writer, value)
    default:
      throw new Error(`${shape.fullName} has no special form`)
  }
}

function writeWrapper(writer: JsonParts, shape: MessageShape, value: MessageValue): Json {
  const field = fieldOf(shape, 1)
  const inner = elementsOf(value.fields.get(1))[0] ?? field.defaultValue
  return writer.element(field, orNotWritable(inner))
}

function writeStruct(writer: JsonParts, shape: MessageShape, value: MessageValue): Json {
  return writer.field(fieldOf(shape, 1), value.fields.get(1) ?? []) ?? new Map()
}

/** A Value with nothing set has no JSON form; neither have NaN and the infinities. Source: struct.proto. */
function writeValue(writer: JsonParts, shape: MessageShape, value: MessageValue): Json {
  for (const [number, content] of value.fields) {
    const element = elementsOf(content)[0]
    if (element === undefined || (typeof element === 'number' && !Number.isFinite(element))) break
    return writer.element(fieldOf(shape, number), element)
  }
  throw new NotWritable('a google.protobuf.Value holds nothing that JSON can say')
}

/** An Any with nothing in it is `{}`; a special form goes under the key `value`. Source: ProtoJSON. */
function writeAny(writer: JsonParts, value: MessageValue): Json {
  const typeUrl = writer.text(bytesOf(value.fields.get(1) as Value | undefined))
  const payload = bytesOf(value.fields.get(2) as Value | undefined)
  if (typeUrl === '' && payload.length === 0) return new Map()
  const shape = writer.findType?.(typeUrl.slice(typeUrl.lastIndexOf('/') + 1))
  const inner = shape === undefined ? undefined : readBinary(shape, payload).value
  if (shape === undefined || inner === undefined) throw new NotWritable(`the type of ${typeUrl} is not known`)
  const json = writer.message(shape, inner)
  const members = new Map<string, Json>([['@type', typeUrl]])
  if (jsonFormOf(shape) !== undefined || !isJsonObject(json)) return members.set('value', json)
  for (const [key, member] of json) members.set(key, member)
  return members
}

function timeOf(value: MessageValue): { seconds: bigint; nanos: bigint } {
  return { seconds: integerOf(value.fields.get(1)), nanos: integerOf(value.fields.get(2)) }
}

function integerOf(value: unknown): bigint {
  return typeof value === 'bigint' ? value : 0n
}

function bytesOf(value: Value | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array()
}

function fieldOf(shape: MessageShape, number: number) {
  const field = shape.fields.get(number)
  if (field === undefined) throw new Error(`${shape.fullName} has no field ${number}`)
  return field
}

function orNotWritable<T>(form: T | undefined): T {
  if (form === undefined) throw new NotWritable('the value has no JSON form')
  return form
}
