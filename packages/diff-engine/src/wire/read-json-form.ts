import { parseFieldMask } from './json-field-mask.ts'
import { jsonFormOf } from './json-form.ts'
import { parseDuration, parseTimestamp, type Time } from './json-time.ts'
import { formatJson, isJsonArray, isJsonObject, type Json, JsonNumber, type JsonObject } from './json-tree.ts'
import { ReadError, wrongType } from './read-error.ts'
import type { FieldShape, FindType, MessageShape } from './shape.ts'
import { encodeUtf8 } from './utf8.ts'
import { MessageValue, type Scalar, type Value } from './value.ts'
import { writeBinary } from './write-binary.ts'

/** What the special forms need of the reader around them. */
export interface JsonParts {
  readonly findType: FindType | undefined
  message(shape: MessageShape, json: Json, path: readonly number[]): MessageValue
  plainMessage(shape: MessageShape, json: Json, path: readonly number[]): MessageValue
  /** A symbol for what is to be ignored. */
  element(field: FieldShape, json: Json, path: readonly number[]): Value | symbol
}

/** Reads the special form of a well-known type. Throws ReadError for what is rejected. Source: ProtoJSON. */
export function readJsonForm(
  reader: JsonParts,
  shape: MessageShape,
  json: Json,
  path: readonly number[],
): MessageValue {
  switch (jsonFormOf(shape)) {
    case 'timestamp':
      return timeMessage(parseText(json, parseTimestamp, shape, path))
    case 'duration':
      return timeMessage(parseText(json, parseDuration, shape, path))
    case 'field mask':
      return single(1, parseText(json, parseFieldMask, shape, path).map(encodeUtf8))
    case 'wrapper':
      return single(1, element(reader, fieldOf(shape, 1), json, path))
    case 'struct':
      return reader.plainMessage(shape, new Map([[fieldOf(shape, 1).jsonName, json]]), path)
    case 'list':
      if (!isJsonArray(json)) throw wrongType(formatJson(json), shape.fullName, path)
      return single(
        1,
        json.map((member) => element(reader, fieldOf(shape, 1), member, [...path, 1])),
      )
    case 'value':
      return readValue(reader, shape, json, path)
    case 'any':
      return readAny(reader, shape, json, path)
    default:
      throw new Error(`${shape.fullName} has no special form`)
  }
}

/** Field numbers of google.protobuf.Value by type of JSON. Source: struct.proto. */
function readValue(reader: JsonParts, shape: MessageShape, json: Json, path: readonly number[]): MessageValue {
  const number = valueFieldOf(json)
  return single(number, element(reader, fieldOf(shape, number), json, [...path, number]))
}

function valueFieldOf(json: Json): number {
  if (json === null) return 1
  if (json instanceof JsonNumber) return 2
  if (typeof json === 'string') return 3
  if (typeof json === 'boolean') return 4
  return isJsonArray(json) ? 6 : 5
}

/** Source: ProtoJSON; an Any is rejected when its type is not known, whatever the profile. */
function readAny(reader: JsonParts, shape: MessageShape, json: Json, path: readonly number[]): MessageValue {
  if (!isJsonObject(json)) throw wrongType(formatJson(json), shape.fullName, path)
  if (json.size === 0) return new MessageValue()
  const typeUrl = json.get('@type')
  if (typeof typeUrl !== 'string') throw new ReadError('unknown type in Any', 'an Any has no "@type"', path)
  const inner = reader.findType?.(typeUrl.slice(typeUrl.lastIndexOf('/') + 1))
  if (inner === undefined) throw new ReadError('unknown type in Any', `type ${typeUrl} is not known`, path)
  const content = reader.message(inner, contentOf(inner, json), path)
  return new MessageValue([[1, encodeUtf8(typeUrl)] as const, [2, writeBinary(inner, content)] as const])
}

function contentOf(inner: MessageShape, json: JsonObject): Json {
  if (jsonFormOf(inner) !== undefined) return json.get('value') ?? null
  return new Map([...json].filter(([key]) => key !== '@type'))
}

function parseText<T>(
  json: Json,
  parse: (text: string) => T | undefined,
  shape: MessageShape,
  path: readonly number[],
): T {
  const parsed = typeof json === 'string' ? parse(json) : undefined
  if (parsed === undefined) throw wrongType(formatJson(json), shape.fullName, path)
  return parsed
}

function timeMessage({ seconds, nanos }: Time): MessageValue {
  const set: [number, Scalar][] = [
    [1, seconds],
    [2, nanos],
  ]
  return new MessageValue(set.filter(([, value]) => value !== 0n))
}

function single(number: number, value: Value | Value[]): MessageValue {
  return new MessageValue([[number, value] as const])
}

function element(reader: JsonParts, field: FieldShape, json: Json, path: readonly number[]): Value {
  const value = reader.element(field, json, path)
  if (typeof value === 'symbol') throw wrongType(formatJson(json), field.kind, path)
  return value
}

function fieldOf(shape: MessageShape, number: number): FieldShape {
  const field = shape.fields.get(number)
  if (field === undefined) throw new Error(`${shape.fullName} has no field ${number}`)
  return field
}
