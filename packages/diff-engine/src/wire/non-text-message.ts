import { minimalMessage } from './minimal-message.ts'
import { domainOf } from './scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from './shape.ts'
import { type FieldValue, MessageValue, type Value } from './value.ts'

/** From here on a length takes two bytes, of which the first has its high bit set. */
const LONG = 128
/** From here on a tag takes two bytes, of which the first has its high bit set. */
const LONG_TAG_NUMBER = 16

/**
 * A value of the type whose bytes are no UTF-8, which a reader that takes them for text rejects. Undefined when every
 * value is text, as far as it is seen: bools and empty messages under small numbers.
 */
export function nonTextMessage(shape: MessageShape, seen = new Set<MessageShape>()): MessageValue | undefined {
  // A type that was no help is none on another way either, so that each is looked at once.
  if (seen.has(shape)) return undefined
  seen.add(shape)
  const base = minimalMessage(shape)
  if (base === undefined) return undefined
  for (const field of shape.fields.values()) {
    const content = nonTextField(field, seen)
    if (content !== undefined) return new MessageValue([...base.fields, [field.number, content] as const])
  }
  return undefined
}

function nonTextField(field: FieldShape, seen: Set<MessageShape>): FieldValue | undefined {
  if (field.cardinality === 'map') {
    const { key, value } = mapEntryOf(field)
    const [oddKey, oddValue] = [nonTextElement(key, seen), nonTextElement(value, seen)]
    const [k, v] = [oddKey ?? anyElement(key), oddValue ?? anyElement(value)]
    const isText = oddKey === undefined && oddValue === undefined
    if (k === undefined || v === undefined || (isText && field.number < LONG_TAG_NUMBER)) return undefined
    return [new MessageValue([[1, k] as const, [2, v] as const])]
  }
  const element = nonTextElement(field, seen) ?? (field.number < LONG_TAG_NUMBER ? undefined : anyElement(field))
  if (element !== undefined) return field.cardinality === 'repeated' ? [element] : element
  const filler = anyElement(field)
  return field.isPacked && filler !== undefined ? Array.from({ length: LONG }, () => filler) : undefined
}

function nonTextElement(field: FieldShape, seen: Set<MessageShape>): Value | undefined {
  if (isMessageKind(field.kind)) return field.messageType && nonTextMessage(field.messageType, seen)
  switch (domainOf(field.kind)) {
    case 'float':
      // 80 bf and f0 bf at the end, which no text has.
      return -1
    case 'integer':
      return nonTextInteger(field)
    default:
      return field.kind === 'bytes' || !field.checksUtf8 ? Uint8Array.of(0xff) : new Uint8Array(LONG).fill(0x61)
  }
}

/** 255 is two bytes as a varint, zigzag or not, and one with the high bit as a fixed number. */
function nonTextInteger(field: FieldShape): bigint | undefined {
  if (field.kind === 'bool') return undefined
  if (field.enumType?.isClosed !== true) return 255n
  return field.enumType.values.map(({ number }) => number).find((number) => number < 0n || number >= 128n)
}

function anyElement(field: FieldShape): Value | undefined {
  if (isMessageKind(field.kind)) return field.messageType && minimalMessage(field.messageType)
  if (domainOf(field.kind) === 'integer') return field.enumType?.values[0]?.number ?? 1n
  return domainOf(field.kind) === 'float' ? 1 : Uint8Array.of(0x61)
}
