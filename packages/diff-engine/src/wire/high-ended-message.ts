import { minimalMessage, plainElement } from './minimal-message.ts'
import { domainOf, WireType, wireTypeOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { encodeUtf8 } from './utf8.ts'
import { type FieldValue, MessageValue, type Value } from './value.ts'

/**
 * A value of the type whose last byte has its high bit set, so that a reader that takes it for a list of varints finds the
 * end inside of one. Undefined when none is found: varints and empty messages do not end like that.
 */
export function highEndedMessage(shape: MessageShape, around: readonly MessageShape[] = []): MessageValue | undefined {
  const base = minimalMessage(shape)
  if (base === undefined || around.includes(shape)) return undefined
  for (const field of shape.fields.values()) {
    // Fields are written by number: what follows must not be set.
    if ([...base.fields.keys()].some((number) => number > field.number)) continue
    const content = highEndedField(field, [...around, shape])
    if (content !== undefined) return new MessageValue([...base.fields, [field.number, content] as const])
  }
  return undefined
}

function highEndedField(field: FieldShape, around: readonly MessageShape[]): FieldValue | undefined {
  if (field.cardinality === 'map') {
    const { key, value } = mapEntryOf(field)
    const [k, v] = [plainElement(key), highEndedElement(value, around)]
    return k === undefined || v === undefined ? undefined : [new MessageValue([[1, k] as const, [2, v] as const])]
  }
  const element = highEndedElement(field, around)
  if (element === undefined) return undefined
  return field.cardinality === 'repeated' ? [element] : element
}

function highEndedElement(field: FieldShape, around: readonly MessageShape[]): Value | undefined {
  // The end of a group is a tag of its own.
  if (isMessageKind(field.kind)) {
    return field.kind === 'group' ? undefined : field.messageType && highEndedMessage(field.messageType, around)
  }
  if (domainOf(field.kind) === 'bytes') return encodeUtf8('\u00e9')
  if (domainOf(field.kind) === 'float') return -1
  if (wireTypeOf(field.kind) === WireType.Varint) return undefined
  return field.kind.startsWith('s') ? -1n : 2n ** (field.kind.endsWith('64') ? 64n : 32n) - 1n
}
