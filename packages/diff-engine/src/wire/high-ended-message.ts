import { minimalMessage, plainElement } from './minimal-message.ts'
import { domainOf, WireType, wireTypeOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { encodeUtf8 } from './utf8.ts'
import { type FieldValue, MessageValue, type Value } from './value.ts'

/**
 * A value of the type whose last byte has its high bit set, so that a reader that takes it for a list of varints finds the
 * end inside of one. Undefined when none is found: varints and empty messages do not end like that.
 */
export function highEndedMessage(shape: MessageShape, seen = new Set<MessageShape>()): MessageValue | undefined {
  // A type that was no help is none on another way either, so that each is looked at once.
  if (seen.has(shape)) return undefined
  seen.add(shape)
  const base = minimalMessage(shape)
  if (base === undefined) return undefined
  for (const field of shape.fields.values()) {
    // Fields are written by number: what follows must not be set.
    if ([...base.fields.keys()].some((number) => number > field.number)) continue
    const content = highEndedField(field, seen)
    if (content !== undefined) return new MessageValue([...base.fields, [field.number, content] as const])
  }
  return undefined
}

function highEndedField(field: FieldShape, seen: Set<MessageShape>): FieldValue | undefined {
  if (field.cardinality === 'map') {
    const { key, value } = mapEntryOf(field)
    const [k, v] = [plainElement(key), highEndedElement(value, seen)]
    return k === undefined || v === undefined ? undefined : [new MessageValue([[1, k] as const, [2, v] as const])]
  }
  const element = highEndedElement(field, seen)
  if (element === undefined) return undefined
  return field.cardinality === 'repeated' ? [element] : element
}

function highEndedElement(field: FieldShape, seen: Set<MessageShape>): Value | undefined {
  // The end of a group is a tag of its own.
  if (isMessageKind(field.kind)) {
    return field.kind === 'group' ? undefined : field.messageType && highEndedMessage(field.messageType, seen)
  }
  if (domainOf(field.kind) === 'bytes') return encodeUtf8('\u00e9')
  if (domainOf(field.kind) === 'float') return -1
  if (wireTypeOf(field.kind) === WireType.Varint) return undefined
  return field.kind.startsWith('s') ? -1n : 2n ** (field.kind.endsWith('64') ? 64n : 32n) - 1n
}
