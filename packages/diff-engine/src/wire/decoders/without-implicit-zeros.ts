import { type MessageShape, mapEntryOf } from '../shape.ts'
import { elementsOf, type FieldValue, isList, isZero, MessageValue, type Value } from '../value.ts'

/**
 * The value as decoders show it: zeros of implicit presence are not told from absent fields. Unknown fields are left
 * out.
 */
export function withoutImplicitZeros(shape: MessageShape, value: MessageValue): MessageValue {
  const copy = new MessageValue()
  for (const [number, content] of value.fields) {
    const field = shape.fields.get(number)
    const isImplicit = field?.cardinality === 'singular' && field.presence === 'implicit'
    if (isImplicit && !isList(content) && isZero(content)) continue
    const type = field?.cardinality === 'map' ? mapEntryOf(field).value.messageType : field?.messageType
    copy.fields.set(number, type === undefined ? content : inside(type, content, field?.cardinality === 'map'))
  }
  return copy
}

function inside(type: MessageShape, content: FieldValue, isMap: boolean): FieldValue {
  const elements = elementsOf(content).map((element) => {
    if (!(element instanceof MessageValue)) return element
    return isMap ? entry(type, element) : withoutImplicitZeros(type, element)
  })
  return isList(content) ? elements : (elements[0] ?? content)
}

function entry(type: MessageShape, value: MessageValue): Value {
  const content = value.fields.get(2)
  if (!(content instanceof MessageValue)) return value
  return new MessageValue([...value.fields, [2, withoutImplicitZeros(type, content)] as const])
}
