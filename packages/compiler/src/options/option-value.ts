import type { FieldType, MessageType } from './option-types.ts'

/** A range of the text. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** `-nan`: JavaScript's numbers do not keep the sign of a NaN. */
export const NEGATIVE_NAN = Symbol('-nan')

/**
 * A value of one field: a number for all 32-bit integers, enums and floats, a bigint for 64-bit integers, a boolean,
 * the bytes of a string or of bytes, or a message.
 */
export type OptionElement = number | bigint | boolean | Uint8Array | MessageValue | typeof NEGATIVE_NAN

/**
 * What has been set for one field. Singular fields have one element, but for messages that an aggregate gives in several
 * pieces.
 */
export interface FieldValue {
  readonly field: FieldType
  readonly elements: OptionElement[]
  /** Where the field was first set: the offsets of its name. */
  readonly start: number
  readonly end: number
  /** Where the last part of that name starts: the one that names the field itself. */
  readonly partStart: number
  /** Where the value is written: the first one, when there are several. */
  readonly value: TextRange | undefined
  /** The index of the option, or of the field of an aggregate, that set it first. */
  readonly index: number
  /** How many option values have set it, which is how locations count them. */
  settings: number
}

/** A message under construction, fields in the order in which they were set. */
export interface MessageValue {
  readonly type: MessageType
  /** By the field's full name, or its oneof: a second member of a oneof collides with the first. */
  readonly fields: Map<unknown, FieldValue>
  /** Set for an `Any` written as `[host/type] { … }`; `fields` has only what a later piece sets anew. */
  expanded: { readonly url: string; readonly value: MessageValue } | undefined
}

export function createMessageValue(type: MessageType): MessageValue {
  return { type, fields: new Map(), expanded: undefined }
}

/** The key of a field in `MessageValue.fields`. */
export function fieldKey(field: FieldType): unknown {
  return field.oneof ?? field.fullName
}

export function isMessageValue(element: OptionElement): element is MessageValue {
  return typeof element === 'object' && !(element instanceof Uint8Array)
}
