import { type FieldShape, type MessageShape, mapEntryOf } from './shape.ts'
import { decodeUtf8 } from './utf8.ts'
import { elementsOf, type FieldValue, isList, MessageValue, type Scalar, type Value } from './value.ts'

/** Longer texts are cut: a proof is to be read. */
const MAX_TEXT = 120

/** A field's value for people: `4294967297`, `"a"`, `[1, 2]`, `{b: 1}`, `E_ONE (1)`; `(not set)` when absent. */
export function describeFieldValue(field: FieldShape, value: FieldValue | undefined): string {
  if (value === undefined) return '(not set)'
  if (field.cardinality === 'map') return describeMap(field, elementsOf(value))
  const text = isList(value)
    ? `[${value.map((element) => describeElement(field, element)).join(', ')}]`
    : describeElement(field, value)
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}...`
}

/** A whole message: `{a: 1, b: "x"}`. */
export function describeMessage(shape: MessageShape, value: MessageValue): string {
  const parts = Array.from(value.fields, ([number, content]) => {
    const field = shape.fields.get(number)
    return field === undefined ? `${number}: ?` : `${field.name}: ${describeFieldValue(field, content)}`
  })
  return `{${parts.join(', ')}}`
}

function describeMap(field: FieldShape, entries: readonly Value[]): string {
  const { key, value } = mapEntryOf(field)
  const parts = entries.map((entry) =>
    entry instanceof MessageValue
      ? `${describeFieldValue(key, entry.fields.get(1))}: ${describeFieldValue(value, entry.fields.get(2))}`
      : '?',
  )
  return `{${parts.join(', ')}}`
}

function describeElement(field: FieldShape, value: Value): string {
  if (value instanceof MessageValue)
    return field.messageType === undefined ? '{}' : describeMessage(field.messageType, value)
  return describeScalar(field, value)
}

function describeScalar({ kind, enumType }: FieldShape, value: Scalar): string {
  if (value instanceof Uint8Array) return describeBytes(value)
  if (kind === 'bool') return value === 0n ? 'false' : 'true'
  if (kind === 'enum') {
    const name = enumType?.values.find(({ number }) => number === value)?.name
    return name === undefined ? String(value) : `${name} (${value})`
  }
  return Object.is(value, -0) ? '-0' : String(value)
}

/** Text in quotes; bytes that are no text as `0xff`. */
function describeBytes(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes)
  return text === undefined ? `0x${toHex(bytes)}` : JSON.stringify(text)
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
