import { requiredOf } from './check-required.ts'
import { requiredSize } from './minimal-message.ts'
import type { MessagePair } from './prove-message-pair.ts'
import type { FieldShape, MessageShape } from './shape.ts'

/**
 * Most fields that are tried around one. Required fields are in every payload, so that the work for all fields of a
 * message would otherwise grow with the square of their number.
 */
const MAX_FIELDS = 100
/** Other members of a oneof that are tried together with a field: one that excludes it is enough. */
const MAX_MEMBERS = 3

/**
 * The same pair of types with those fields alone that can play a part in what happens to one: itself, what shares its
 * number or JSON key on either side, what must be set, and members of its oneofs that the other side has elsewhere. The
 * fields stay the same objects. Undefined when that are too many.
 */
export function narrowPair(
  { prev, next }: MessagePair,
  prevField: FieldShape | undefined,
  nextField: FieldShape | undefined,
): MessagePair | undefined {
  const numbers = new Set<number>()
  for (const field of [prevField, nextField]) {
    if (field === undefined) continue
    numbers.add(field.number)
    for (const key of [field.jsonName, field.name]) {
      for (const shape of [prev, next]) for (const other of byKey(shape, key)) numbers.add(other.number)
    }
  }
  for (const shape of [prev, next]) for (const field of requiredOf(shape)) numbers.add(field.number)
  if (numbers.size > MAX_FIELDS || requiredSize(prev) > MAX_FIELDS || requiredSize(next) > MAX_FIELDS) return undefined
  for (const number of rivals(prev, prevField, next, nextField)) numbers.add(number)
  for (const number of rivals(next, nextField, prev, prevField)) numbers.add(number)
  return { prev: withOnly(prev, numbers), next: withOnly(next, numbers) }
}

/** Numbers of fields that are in the oneof of `field`, and on the other side free to be set together with it. */
function rivals(
  shape: MessageShape,
  field: FieldShape | undefined,
  other: MessageShape,
  otherField: FieldShape | undefined,
): number[] {
  if (field?.oneof === undefined || otherField === undefined) return []
  const found: number[] = []
  for (const member of shape.fields.values()) {
    if (found.length === MAX_MEMBERS) break
    const partner = member === field || member.oneof !== field.oneof ? undefined : other.fields.get(member.number)
    if (partner === undefined) continue
    if (partner.oneof === undefined || partner.oneof !== otherField.oneof) found.push(member.number)
  }
  return found
}

function withOnly(shape: MessageShape, numbers: ReadonlySet<number>): MessageShape {
  const fields = new Map<number, FieldShape>()
  for (const number of numbers) {
    const field = shape.fields.get(number)
    if (field !== undefined) fields.set(number, field)
  }
  return { fullName: shape.fullName, isMessageSet: shape.isMessageSet, fields }
}

const keys = new WeakMap<MessageShape, ReadonlyMap<string, readonly FieldShape[]>>()

/** The fields that JSON knows by this key; there may be two, since a name can be the JSON name of another field. */
function byKey(shape: MessageShape, key: string): readonly FieldShape[] {
  let known = keys.get(shape)
  if (known === undefined) {
    const made = new Map<string, FieldShape[]>()
    for (const field of shape.fields.values()) {
      for (const name of new Set([field.jsonName, field.name])) made.set(name, [...(made.get(name) ?? []), field])
    }
    known = made
    keys.set(shape, known)
  }
  return known.get(key) ?? []
}
