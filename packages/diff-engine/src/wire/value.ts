/**
 * A value that is no message. The type of the value is its domain: bigint for all integer kinds, bool (0 or 1) and
 * enums; number for float and double; Uint8Array for string and bytes.
 */
export type Scalar = bigint | number | Uint8Array
export type Value = Scalar | MessageValue
/** Lists and maps are arrays; a map is an array of entries, that is of messages with fields 1 and 2. */
export type FieldValue = Value | readonly Value[]

/**
 * A message under some shape: what is set, by number, and what was read but not known.
 *
 * A reader also stores zeros of implicit presence when they were in the payload, so that "read as zero" can be told
 * from "not there"; writers leave them out.
 */
export class MessageValue {
  readonly fields = new Map<number, FieldValue>()
  /** Whole records (tag and payload) in the order in which they were read. */
  readonly unknown: Uint8Array[] = []

  constructor(fields: Iterable<readonly [number, FieldValue]> = []) {
    for (const [number, value] of fields) this.fields.set(number, value)
  }
}

export function isList(value: FieldValue): value is readonly Value[] {
  return Array.isArray(value)
}

/** The elements of a field: none when absent, one when singular. */
export function elementsOf(value: FieldValue | undefined): readonly Value[] {
  if (value === undefined) return []
  return isList(value) ? value : [value]
}

/** The message at `number`; undefined when there is none or the value is something else. */
export function messageAt(message: MessageValue, number: number): MessageValue | undefined {
  const value = message.fields.get(number)
  return value instanceof MessageValue ? value : undefined
}

/** True for the value that implicit presence leaves out: 0, false, "" and no bytes; -0 is written. */
export function isZero(value: Value): boolean {
  if (value instanceof Uint8Array) return value.length === 0
  return value === 0n || Object.is(value, 0)
}

/** Byte-for-byte comparison. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
