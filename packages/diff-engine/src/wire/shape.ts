import type { Kind } from '../kind.ts'
import type { Scalar } from './value.ts'

/** The two encodings that a schema promises. */
export type WireFormat = 'binary' | 'json'

export type Cardinality = 'singular' | 'repeated' | 'map'

/** How absence is told from a default. Lists and maps are `implicit`: empty is absent. */
export type Presence = 'explicit' | 'implicit' | 'required'

/** What of an enum travels: numbers in binary, names and numbers in JSON. */
export interface EnumShape {
  readonly fullName: string
  /** A reader of a closed enum keeps numbers that it does not list as unknown fields. */
  readonly isClosed: boolean
  /** In order of declaration; an alias repeats a number, and the first name of a number is the one that is written. */
  readonly values: readonly { readonly name: string; readonly number: bigint }[]
}

/** What of a field decides which bytes are written for a value, and which value is read from bytes. */
export interface FieldShape {
  readonly number: number
  /** As declared: the second key that JSON readers take. */
  readonly name: string
  /** The key that JSON writers use; `[full.name]` for an extension. */
  readonly jsonName: string
  readonly kind: Kind
  readonly cardinality: Cardinality
  readonly presence: Presence
  /** How a list is written; readers take both forms. */
  readonly isPacked: boolean
  /** Name of the oneof around the field; a synthetic oneof is none. */
  readonly oneof: string | undefined
  /** A reader rejects strings that are not UTF-8, and a writer never makes them. */
  readonly checksUtf8: boolean
  /** What is read when the field is absent; undefined for messages, lists and maps. */
  readonly defaultValue: Scalar | undefined
  readonly enumType: EnumShape | undefined
  /** The type of a message or group; for a map its entry, with `key` = 1 and `value` = 2, both always written. */
  readonly messageType: MessageShape | undefined
}

/** What of a message type travels. Types may contain themselves, so properties may be computed on demand. */
export interface MessageShape {
  readonly fullName: string
  /** By number; the extensions that this side knows are among them. */
  readonly fields: ReadonlyMap<number, FieldShape>
  readonly isMessageSet: boolean
}

/** Finds a message type of one side by its full name; needed for `google.protobuf.Any` in JSON. */
export type FindType = (fullName: string) => MessageShape | undefined

/** True for the kinds whose values are messages. */
export function isMessageKind(kind: Kind): boolean {
  return kind === 'message' || kind === 'group'
}

/** The shapes of a map's key and value. Throws when the field is no map. */
export function mapEntryOf(field: FieldShape): { readonly key: FieldShape; readonly value: FieldShape } {
  const key = field.messageType?.fields.get(1)
  const value = field.messageType?.fields.get(2)
  if (key === undefined || value === undefined) throw new Error(`field ${field.name} is no map`)
  return { key, value }
}
