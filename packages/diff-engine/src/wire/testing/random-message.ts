import fc from 'fast-check'
import { minimalMessage } from '../minimal-message.ts'
import { domainOf, integerRange } from '../scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from '../shape.ts'
import { decodeUtf8, encodeUtf8 } from '../utf8.ts'
import { type FieldValue, MessageValue, type Value } from '../value.ts'

const MAX_DEPTH = 3
const MAX_ELEMENTS = 3

/** Draws values; `g` is what fast-check's `gen()` gives to a predicate. */
type Draw = fc.GeneratorValue

/** A random value of a message type: any assignment that a writer of it can make. */
export function randomMessage(g: Draw, shape: MessageShape, depth = 0): MessageValue {
  const value = minimalMessage(shape) ?? new MessageValue()
  if (depth >= MAX_DEPTH) return value
  const takenOneofs = new Set<string>()
  for (const field of shape.fields.values()) {
    if (g(fc.boolean) && field.presence !== 'required') continue
    if (field.oneof !== undefined) {
      if (takenOneofs.has(field.oneof)) continue
      takenOneofs.add(field.oneof)
    }
    value.fields.set(field.number, randomField(g, field, depth))
  }
  return value
}

function randomField(g: Draw, field: FieldShape, depth: number): FieldValue {
  if (field.cardinality === 'singular') return randomElement(g, field, depth)
  const length = g(fc.nat, { max: MAX_ELEMENTS })
  if (field.cardinality === 'repeated') return Array.from({ length }, () => randomElement(g, field, depth))
  const { key, value } = mapEntryOf(field)
  const entries = new Map<string, MessageValue>()
  for (let i = 0; i < length; i++) {
    const k = randomElement(g, key, depth)
    const entry = new MessageValue([[1, k] as const, [2, randomElement(g, value, depth)] as const])
    entries.set(String(k), entry)
  }
  return [...entries.values()]
}

function randomElement(g: Draw, field: FieldShape, depth: number): Value {
  if (isMessageKind(field.kind)) {
    if (field.messageType === undefined) throw new Error(`field ${field.name} has no message type`)
    return randomMessage(g, field.messageType, depth + 1)
  }
  switch (domainOf(field.kind)) {
    case 'integer':
      return randomInteger(g, field)
    case 'float':
      return field.kind === 'float' ? g(fc.float) : g(fc.double)
    default:
      return randomBytes(g, field)
  }
}

/** Small, near a power of two, or anywhere in the range. */
function randomInteger(g: Draw, field: FieldShape): bigint {
  const listed = field.enumType?.values.map(({ number }) => number) ?? []
  if (listed.length > 0 && (field.enumType?.isClosed === true || g(fc.boolean)))
    return g(fc.constantFrom<bigint[]>, ...listed)
  const range = integerRange(field.kind)
  if (range === undefined) throw new Error(`${field.kind} is no integer`)
  const near =
    (2n ** BigInt(g(fc.nat, { max: 64 })) + BigInt(g(fc.integer, { min: -2, max: 2 }))) * (g(fc.boolean) ? 1n : -1n)
  return near >= range.min && near <= range.max ? near : g(fc.bigInt, range)
}

function randomBytes(g: Draw, field: FieldShape): Uint8Array {
  const bytes = g(fc.boolean) ? encodeUtf8(g(fc.string)) : Uint8Array.from(g(fc.uint8Array, { maxLength: 9 }))
  return field.kind === 'string' && field.checksUtf8 && decodeUtf8(bytes) === undefined ? encodeUtf8('x') : bytes
}
