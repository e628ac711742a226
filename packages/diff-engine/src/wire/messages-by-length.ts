import { minimalMessage, plainElement } from './minimal-message.ts'
import { integerRange, WireType, wireTypeOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { elementsOf, MessageValue, type Value } from './value.ts'
import { writeBinary } from './write-binary.ts'

/** Lists of fixed numbers take multiples of 4 or 8 bytes. */
const MODULUS = 8
/** How deep messages are nested to reach a length. */
const MAX_DEPTH = 3
/** How many combinations of fields are tried: those of twelve fields, about. */
const MAX_TRIED = 4_000
/** By how much fewer at each level of nesting, where every field of every level asks for its own. */
const FEWER_INSIDE = 16
/** Fields that are combined; a length modulo 8 needs few of them. */
const MAX_FIELDS = 32
/** One, two, three and four bytes as a varint. */
const VARINTS: readonly bigint[] = [1n, 128n, 2n ** 14n, 2n ** 21n]

/**
 * Values of a type, one for each length modulo 8 that is reached: found by setting one field more, or adding one more
 * element, breadth first, so that they stay small.
 */
export function messagesByLength(shape: MessageShape, depth = MAX_DEPTH): MessageValue[] {
  const base = minimalMessage(shape)
  if (base === undefined) return []
  const found = new Map<number, MessageValue>()
  const tried = new Set<string>()
  const queue: MessageValue[] = []
  const visit = (value: MessageValue) => {
    const bytes = writeBinary(shape, value).length
    const length = bytes % MODULUS
    const key = `${length} ${[...value.fields.keys()].sort((a, b) => a - b).join()}`
    if (tried.has(key)) return
    tried.add(key)
    queue.push(value)
    // Nothing at all is no list of any length.
    if (bytes > 0 && !found.has(length)) found.set(length, value)
  }
  const maxTried = MAX_TRIED / FEWER_INSIDE ** (MAX_DEPTH - depth)
  const steps = [...shape.fields.values()]
    .slice(0, MAX_FIELDS)
    .map((field) => ({ field, elements: elementsFor(field, depth) }))
  visit(base)
  for (let value = queue.shift(); value !== undefined && found.size < MODULUS; value = queue.shift()) {
    if (tried.size > maxTried) break
    for (const { field, elements } of steps) {
      for (const element of elements) {
        const next = withElement(shape, value, field, element)
        if (next !== undefined) visit(next)
      }
    }
  }
  return [base, ...found.values()]
}

/** Undefined where the field can't take one more. */
function withElement(
  shape: MessageShape,
  value: MessageValue,
  field: FieldShape,
  element: Value,
): MessageValue | undefined {
  const known = elementsOf(value.fields.get(field.number))
  if (field.cardinality === 'repeated') {
    return new MessageValue([...value.fields, [field.number, [...known, element]] as const])
  }
  if (known.length > 0 || isOneofTaken(shape, value, field)) return undefined
  const content = field.cardinality === 'map' ? [element] : element
  return new MessageValue([...value.fields, [field.number, content] as const])
}

function isOneofTaken(shape: MessageShape, value: MessageValue, field: FieldShape): boolean {
  if (field.oneof === undefined) return false
  return [...value.fields.keys()].some((number) => shape.fields.get(number)?.oneof === field.oneof)
}

function elementsFor(field: FieldShape, depth: number): Value[] {
  if (field.cardinality === 'map') return entriesFor(field, depth)
  if (isMessageKind(field.kind)) {
    return depth > 0 && field.messageType !== undefined ? messagesByLength(field.messageType, depth - 1) : []
  }
  const range = integerRange(field.kind)
  if (wireTypeOf(field.kind) === WireType.Varint && range !== undefined && field.enumType?.isClosed !== true) {
    return VARINTS.filter((number) => number <= range.max)
  }
  const plain = plainElement(field)
  if (plain === undefined) return []
  return plain instanceof Uint8Array ? [plain, Uint8Array.of(0x61, 0x61)] : [plain]
}

function entriesFor(field: FieldShape, depth: number): Value[] {
  const { key, value } = mapEntryOf(field)
  const k = plainElement(key)
  if (k === undefined) return []
  return elementsFor(value, depth).map((content) => new MessageValue([[1, k] as const, [2, content] as const]))
}
