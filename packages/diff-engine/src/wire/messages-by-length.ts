import { minimalMessage, plainElement } from './minimal-message.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { elementsOf, MessageValue, type Value } from './value.ts'
import { writeBinary } from './write-binary.ts'

/** Lists of fixed numbers take multiples of 4 or 8 bytes. */
const MODULUS = 8
/** How deep messages are nested to reach a length. */
const MAX_DEPTH = 2

/**
 * Values of a type, one for each length modulo 8 that is reached: found by setting one field more, or adding one more
 * element, until nothing new comes.
 */
export function messagesByLength(shape: MessageShape, depth = MAX_DEPTH): MessageValue[] {
  const base = minimalMessage(shape)
  if (base === undefined) return []
  const found = new Map<number, MessageValue>([[lengthOf(shape, base), base]])
  const steps = [...shape.fields.values()].map((field) => ({ field, elements: elementsFor(field, depth) }))
  const queue = [base]
  for (let value = queue.shift(); value !== undefined && found.size < MODULUS; value = queue.shift()) {
    for (const { field, elements } of steps) {
      for (const element of elements) {
        const next = withElement(shape, value, field, element)
        const length = next === undefined ? undefined : lengthOf(shape, next)
        if (next === undefined || length === undefined || found.has(length)) continue
        found.set(length, next)
        queue.push(next)
      }
    }
  }
  return [...found.values()]
}

function lengthOf(shape: MessageShape, value: MessageValue): number {
  return writeBinary(shape, value).length % MODULUS
}

/** Undefined where the field can't take one more. */
function withElement(
  shape: MessageShape,
  value: MessageValue,
  field: FieldShape,
  element: Value,
): MessageValue | undefined {
  const known = elementsOf(value.fields.get(field.number))
  if (field.cardinality === 'repeated')
    return new MessageValue([...value.fields, [field.number, [...known, element]] as const])
  if (known.length > 0 || isOneofTaken(shape, value, field)) return undefined
  return new MessageValue([...value.fields, [field.number, field.cardinality === 'map' ? [element] : element] as const])
}

function isOneofTaken(shape: MessageShape, value: MessageValue, field: FieldShape): boolean {
  if (field.oneof === undefined) return false
  return [...value.fields.keys()].some((number) => shape.fields.get(number)?.oneof === field.oneof)
}

function elementsFor(field: FieldShape, depth: number): Value[] {
  if (field.cardinality === 'map') {
    const { key, value } = mapEntryOf(field)
    return elementsFor(value, depth).flatMap((content) => {
      const k = plainElement(key)
      return k === undefined ? [] : [new MessageValue([[1, k] as const, [2, content] as const])]
    })
  }
  if (isMessageKind(field.kind)) {
    return depth > 0 && field.messageType !== undefined ? messagesByLength(field.messageType, depth - 1) : []
  }
  const plain = plainElement(field)
  if (plain === undefined) return []
  return plain instanceof Uint8Array ? [plain, Uint8Array.of(0x61, 0x61)] : [plain]
}
