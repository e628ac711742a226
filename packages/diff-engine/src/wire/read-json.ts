import { decodeBase64 } from './base64.ts'
import { checkRequired } from './check-required.ts'
import { isNullValue, jsonFormOf, takesNull } from './json-form.ts'
import { readJsonFloat, readJsonInteger } from './json-number.ts'
import {
  formatJson,
  isJsonArray,
  isJsonObject,
  type Json,
  JsonNumber,
  type JsonObject,
  parseJson,
} from './json-tree.ts'
import { isUnlisted, MAX_MESSAGE_DEPTH } from './read-binary.ts'
import { attemptRead, ReadError, type ReadResult, wrongType } from './read-error.ts'
import { type JsonParts, readJsonForm } from './read-json-form.ts'
import { domainOf } from './scalar-kind.ts'
import { type FieldShape, type FindType, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { encodeUtf8 } from './utf8.ts'
import { MessageValue, type Scalar, type Value } from './value.ts'

/**
 * What a reader does with keys and enum names that it does not know: `strict` rejects the message, as ProtoJSON has it
 * by default; `ignoreUnknown` leaves them out, the option that every runtime offers.
 */
export const JSON_PROFILES = ['strict', 'ignoreUnknown'] as const
export type JsonProfile = (typeof JSON_PROFILES)[number]

export interface JsonReadOptions {
  readonly profile: JsonProfile
  readonly findType?: FindType | undefined
}

/**
 * What a conforming ProtoJSON reader of `shape` gets from a text. Nothing is kept of what it does not know.
 *
 * A field is found by its json name or its proto name. `null` is "not set", except where it is a value.
 * Source: ProtoJSON, and the conformance suite for what is accepted (numbers in strings, both base64 alphabets).
 */
export function readJson(shape: MessageShape, text: string, options: JsonReadOptions): ReadResult<MessageValue> {
  return attemptRead(() => {
    const value = new JsonReader(options).message(shape, parseJson(text), [])
    checkRequired(shape, value)
    return value
  })
}

/** An enum name that is not known and to be ignored. */
const IGNORED = Symbol('ignored')

const keys = new WeakMap<MessageShape, ReadonlyMap<string, FieldShape>>()

/** The field that a reader takes a JSON key for. */
export function fieldByKey(shape: MessageShape, key: string): FieldShape | undefined {
  let known = keys.get(shape)
  if (known === undefined) {
    const fields = [...shape.fields.values()]
    // A json name wins over the proto name of another field.
    const byName = fields.map((field) => [isExtension(field) ? field.jsonName : field.name, field] as const)
    known = new Map([...byName, ...fields.map((field) => [field.jsonName, field] as const)])
    keys.set(shape, known)
  }
  return known.get(key)
}

function isExtension(field: FieldShape): boolean {
  return field.jsonName.startsWith('[')
}

/** Throws ReadError for what is rejected. */
class JsonReader implements JsonParts {
  readonly findType: FindType | undefined
  readonly #profile: JsonProfile

  constructor(options: JsonReadOptions) {
    this.findType = options.findType
    this.#profile = options.profile
  }

  message(shape: MessageShape, json: Json, path: readonly number[]): MessageValue {
    if (path.length >= MAX_MESSAGE_DEPTH) throw new ReadError('too deep', `deeper than ${MAX_MESSAGE_DEPTH}`, path)
    return jsonFormOf(shape) === undefined
      ? this.plainMessage(shape, json, path)
      : readJsonForm(this, shape, json, path)
  }

  plainMessage(shape: MessageShape, json: Json, path: readonly number[]): MessageValue {
    const value = new MessageValue()
    for (const [key, member] of objectOf(json, shape.fullName, path)) {
      const field = fieldByKey(shape, key)
      if (field !== undefined) this.#member(shape, field, member, value, [...path, field.number])
      else if (this.#profile === 'strict') {
        throw new ReadError('unknown JSON key', `${shape.fullName} has no field ${JSON.stringify(key)}`, path, key)
      }
    }
    return value
  }

  #member(shape: MessageShape, field: FieldShape, json: Json, into: MessageValue, path: readonly number[]): void {
    if (json === null && !(field.cardinality === 'singular' && takesNull(field))) return
    if (into.fields.has(field.number)) throw new ReadError('malformed', `field ${field.name} is there twice`, path)
    const value = this.#fieldValue(field, json, path)
    if (value === IGNORED) return
    if (field.oneof !== undefined && this.#hasOther(shape, field, into)) {
      throw new ReadError('oneof already set', `oneof ${field.oneof} is already set`, path)
    }
    into.fields.set(field.number, value)
  }

  #hasOther(shape: MessageShape, field: FieldShape, value: MessageValue): boolean {
    return [...value.fields.keys()].some((number) => shape.fields.get(number)?.oneof === field.oneof)
  }

  #fieldValue(field: FieldShape, json: Json, path: readonly number[]): Value | Value[] | typeof IGNORED {
    if (field.cardinality === 'singular') return this.element(field, json, path)
    if (field.cardinality === 'map') return this.#map(field, json, path)
    if (!isJsonArray(json)) throw wrongType(formatJson(json), `a list of ${field.kind}`, path)
    return json.map((element) => this.element(field, element, path)).filter((element) => element !== IGNORED)
  }

  /** One value. IGNORED for an enum name that is not known, in the profile that leaves it out. */
  element(field: FieldShape, json: Json, path: readonly number[]): Value | typeof IGNORED {
    if (isMessageKind(field.kind)) {
      if (field.messageType === undefined) throw new Error(`field ${field.name} has no message type`)
      return this.message(field.messageType, json, path)
    }
    if (field.kind === 'enum') return this.#enumValue(field, json, path)
    try {
      return readScalar(field, json, path)
    } catch (error) {
      if (error instanceof ReadError && error.path.length === 0) throw located(error, path)
      throw error
    }
  }

  #enumValue(field: FieldShape, json: Json, path: readonly number[]): bigint | typeof IGNORED {
    if (json === null && isNullValue(field)) return 0n
    if (typeof json === 'string') {
      const value = field.enumType?.values.find(({ name }) => name === json)
      if (value !== undefined) return value.number
      if (this.#profile === 'ignoreUnknown') return IGNORED
      throw new ReadError(
        'unknown enum value',
        `${field.enumType?.fullName} has no value ${JSON.stringify(json)}`,
        path,
      )
    }
    if (!(json instanceof JsonNumber)) throw wrongType(formatJson(json), 'enum', path)
    const number = attemptRead(() => readJsonInteger('enum', json.text))
    if (number.error !== undefined) throw located(number.error, path)
    if (isUnlisted(field, number.value)) {
      throw new ReadError('unknown enum value', `${field.enumType?.fullName} has no value ${json.text}`, path)
    }
    return number.value
  }

  #map(field: FieldShape, json: Json, path: readonly number[]): Value[] {
    const { key, value } = mapEntryOf(field)
    const entries: MessageValue[] = []
    for (const [name, member] of objectOf(json, 'map', path)) {
      const k = readMapKey(key, name, [...path, 1])
      const v = this.element(value, member, [...path, 2])
      if (v !== IGNORED) entries.push(new MessageValue([[1, k] as const, [2, v] as const]))
    }
    return entries
  }
}

function readMapKey(key: FieldShape, name: string, path: readonly number[]): Scalar {
  if (key.kind === 'string') return encodeUtf8(name)
  if (key.kind === 'bool') {
    if (name === 'true' || name === 'false') return name === 'true' ? 1n : 0n
    throw new ReadError('wrong JSON type', `${JSON.stringify(name)} is no bool`, path)
  }
  const number = attemptRead(() => readJsonInteger(key.kind, name))
  if (number.error !== undefined) throw located(number.error, path)
  return number.value
}

function readScalar(field: FieldShape, json: Json, path: readonly number[]): Scalar {
  if (field.kind === 'bool') {
    if (typeof json !== 'boolean') throw wrongType(formatJson(json), 'bool', path)
    return json ? 1n : 0n
  }
  if (field.kind === 'string' || field.kind === 'bytes') {
    if (typeof json !== 'string') throw wrongType(formatJson(json), field.kind, path)
    const bytes = field.kind === 'string' ? encodeUtf8(json) : decodeBase64(json)
    if (bytes === undefined) throw new ReadError('wrong JSON type', `${JSON.stringify(json)} is no base64`, path)
    return bytes
  }
  const text = json instanceof JsonNumber ? json.text : json
  if (typeof text !== 'string') throw wrongType(formatJson(json), field.kind, path)
  if (domainOf(field.kind) === 'float') return readJsonFloat(field.kind, text, typeof json === 'string')
  return readJsonInteger(field.kind, text)
}

function objectOf(json: Json, what: string, path: readonly number[]): JsonObject {
  if (!isJsonObject(json)) throw wrongType(formatJson(json), what, path)
  return json
}

function located(error: ReadError, path: readonly number[]): ReadError {
  return new ReadError(error.reason, error.message, path)
}
