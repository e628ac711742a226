import { encodeBase64 } from './base64.ts'
import { isNullValue, jsonFormOf } from './json-form.ts'
import { writeJsonFloat, writeJsonInteger } from './json-number.ts'
import { formatJson, type Json, JsonNumber } from './json-tree.ts'
import { type FieldShape, type FindType, type MessageShape, mapEntryOf } from './shape.ts'
import { decodeUtf8 } from './utf8.ts'
import { elementsOf, type FieldValue, isList, isZero, MessageValue, type Value } from './value.ts'
import { type JsonParts, NotWritable, writeJsonForm } from './write-json-form.ts'

/**
 * The ProtoJSON text that a conforming writer emits with its default options: json names, enum names, 64-bit integers
 * as strings, absent fields and zeros of implicit presence left out.
 *
 * Undefined when the value has no JSON form: strings that are not UTF-8, times out of range, field mask paths that do
 * not survive, an Any of a type that `findType` does not know. Source: ProtoJSON.
 */
export function writeJson(shape: MessageShape, value: MessageValue, findType?: FindType): string | undefined {
  const json = attemptWrite(() => new JsonWriter(findType).message(shape, value))
  return json === undefined ? undefined : formatJson(json)
}

/** As `writeJson`, for what one field holds: a tree; undefined when there is nothing to write or no form for it. */
export function writeJsonField(
  field: FieldShape,
  value: FieldValue | undefined,
  findType?: FindType,
): Json | undefined {
  return value === undefined ? undefined : attemptWrite(() => new JsonWriter(findType).field(field, value))
}

function attemptWrite<T>(write: () => T): T | undefined {
  try {
    return write()
  } catch (error) {
    if (error instanceof NotWritable) return undefined
    throw error
  }
}

/** Throws NotWritable where there is no JSON form. */
class JsonWriter implements JsonParts {
  readonly findType: FindType | undefined

  constructor(findType: FindType | undefined) {
    this.findType = findType
  }

  message(shape: MessageShape, value: MessageValue): Json {
    return jsonFormOf(shape) === undefined ? this.plainMessage(shape, value) : writeJsonForm(this, shape, value)
  }

  plainMessage(shape: MessageShape, value: MessageValue): Map<string, Json> {
    const members = new Map<string, Json>()
    for (const number of [...value.fields.keys()].sort((a, b) => a - b)) {
      const field = shape.fields.get(number)
      const fieldValue = value.fields.get(number)
      if (field === undefined || fieldValue === undefined) continue
      const json = this.field(field, fieldValue)
      if (json !== undefined) members.set(field.jsonName, json)
    }
    return members
  }

  /** Undefined for what is left out. */
  field(field: FieldShape, value: FieldValue): Json | undefined {
    if (field.cardinality === 'singular') {
      if (isList(value)) throw new Error(`field ${field.name} is no list`)
      return field.presence === 'implicit' && isZero(value) ? undefined : this.element(field, value)
    }
    const elements = elementsOf(value)
    if (elements.length === 0) return undefined
    if (field.cardinality === 'repeated') return elements.map((element) => this.element(field, element))
    return this.#map(field, elements)
  }

  element(field: FieldShape, value: Value): Json {
    if (value instanceof MessageValue) {
      if (field.messageType === undefined) throw new Error(`field ${field.name} is no message`)
      return this.message(field.messageType, value)
    }
    if (value instanceof Uint8Array) return field.kind === 'bytes' ? encodeBase64(value) : this.text(value)
    if (typeof value === 'number') return writeJsonFloat(field.kind, value)
    if (field.kind === 'bool') return value !== 0n
    return field.kind === 'enum' ? this.#enumValue(field, value) : writeJsonInteger(field.kind, value)
  }

  text(bytes: Uint8Array): string {
    const text = decodeUtf8(bytes)
    if (text === undefined) throw new NotWritable('a string is not UTF-8')
    return text
  }

  /** The name of a listed number, the number itself otherwise. */
  #enumValue(field: FieldShape, value: bigint): Json {
    if (isNullValue(field)) return null
    return field.enumType?.values.find(({ number }) => number === value)?.name ?? new JsonNumber(String(value))
  }

  #map(field: FieldShape, entries: readonly Value[]): Json {
    const { key, value } = mapEntryOf(field)
    const members = new Map<string, Json>()
    for (const entry of entries) {
      if (!(entry instanceof MessageValue)) throw new Error(`field ${field.name} holds no map entries`)
      const [k, v] = [entry.fields.get(1), entry.fields.get(2)]
      if (k === undefined || isList(k) || v === undefined || isList(v)) throw new Error('a map entry is not whole')
      members.set(this.#mapKey(this.element(key, k)), this.element(value, v))
    }
    return members
  }

  #mapKey(key: Json): string {
    if (key instanceof JsonNumber) return key.text
    return typeof key === 'string' ? key : String(key)
  }
}
