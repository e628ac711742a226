import { requiredOf } from './check-required.ts'
import { domainOf } from './scalar-kind.ts'
import type { FieldShape, MessageShape } from './shape.ts'
import { isMessageKind } from './shape.ts'
import { type FieldValue, MessageValue, type Value } from './value.ts'

/** How deep required messages of the reader are filled. */
const MAX_FILL_DEPTH = 4
/**
 * Most fields that the smallest value of a type may have, those of required messages inside counted in. Required messages
 * that hold two of the next each double it at every step; real ones stay far below.
 */
const MAX_REQUIRED = 300

/**
 * The smallest value of a message type: only required fields are set. Undefined when there is none, since a required
 * field leads back to its own type, or when it is too large to be tried.
 */
export function minimalMessage(shape: MessageShape, around: readonly MessageShape[] = []): MessageValue | undefined {
  if (around.includes(shape) || requiredSize(shape) > MAX_REQUIRED) return undefined
  const value = new MessageValue()
  for (const field of requiredOf(shape)) {
    // The first number of an enum is the one that other versions of it are most likely to list, too.
    const content = field.enumType?.values[0]?.number ?? plainElement(field, [...around, shape])
    if (content === undefined) return undefined
    value.fields.set(field.number, content)
  }
  return value
}

const sizes = new WeakMap<MessageShape, number>()

/** How many fields the smallest value of a type has, at every depth; more than any bound when it leads back to itself. */
export function requiredSize(shape: MessageShape, depth = 0): number {
  const known = sizes.get(shape)
  if (known !== undefined) return known
  if (depth > MAX_REQUIRED) return Number.POSITIVE_INFINITY
  // What a type needs of itself has no smallest value.
  sizes.set(shape, Number.POSITIVE_INFINITY)
  let size = 0
  for (const field of requiredOf(shape)) {
    size +=
      1 +
      (isMessageKind(field.kind) && field.messageType !== undefined ? requiredSize(field.messageType, depth + 1) : 0)
  }
  sizes.set(shape, size)
  return size
}

/** A value that is not zero and that most kinds read as the same: 1, the text "a", the smallest message. */
export function plainElement(field: FieldShape, around: readonly MessageShape[] = []): Value | undefined {
  if (isMessageKind(field.kind)) return field.messageType && minimalMessage(field.messageType, around)
  if (field.kind === 'enum') return firstNonZero(field)
  switch (domainOf(field.kind)) {
    case 'integer':
      return 1n
    case 'float':
      return 1
    default:
      return Uint8Array.of(0x61)
  }
}

function firstNonZero({ enumType }: FieldShape): bigint {
  const numbers = enumType?.values.map(({ number }) => number) ?? []
  return numbers.find((number) => number !== 0n) ?? numbers[0] ?? 1n
}

/** As `plainElement`, for the whole field: a list or a map of one. */
export function plainValue(field: FieldShape): FieldValue | undefined {
  if (field.cardinality === 'map') {
    const entry = field.messageType && wholeEntry(field.messageType)
    return entry && [entry]
  }
  const element = plainElement(field)
  if (element === undefined) return undefined
  return field.cardinality === 'repeated' ? [element] : element
}

function wholeEntry(entry: MessageShape): MessageValue | undefined {
  const value = new MessageValue()
  for (const field of entry.fields.values()) {
    const element = plainElement(field)
    if (element === undefined) return undefined
    value.fields.set(field.number, element)
  }
  return value
}

/**
 * The smallest value of the writer's type that also has what the reader's type requires at the same numbers, as far as the
 * writer knows it. Undefined when the writer's type has no value.
 */
export function minimalFor(
  writer: MessageShape,
  reader: MessageShape,
  depth = MAX_FILL_DEPTH,
): MessageValue | undefined {
  const value = minimalMessage(writer)
  if (value === undefined || requiredSize(reader) > MAX_REQUIRED) return value
  for (const required of requiredOf(reader)) {
    const field = writer.fields.get(required.number)
    if (field === undefined) continue
    const inner = field.messageType
    const isNested = depth > 0 && field.cardinality === 'singular' && inner !== undefined
    const content = isNested ? minimalFor(inner, required.messageType ?? inner, depth - 1) : plainValue(field)
    if (content !== undefined) value.fields.set(field.number, content)
  }
  return value
}
