import { ReadError } from './read-error.ts'
import { type FieldShape, isMessageKind, type MessageShape } from './shape.ts'
import { elementsOf, MessageValue } from './value.ts'

/**
 * Throws ReadError when a required field is not set, here or in any message below.
 * Source: "required" in the proto2 language guide: a message without it fails to parse.
 */
export function checkRequired(shape: MessageShape, value: MessageValue, path: readonly number[] = []): void {
  for (const field of requiredOf(shape)) {
    if (value.fields.has(field.number)) continue
    const detail = `required field ${shape.fullName}.${field.name} is missing`
    throw new ReadError('missing required field', detail, [...path, field.number])
  }
  for (const [number, fieldValue] of value.fields) {
    const field = shape.fields.get(number)
    if (field?.messageType === undefined || !isMessageKind(field.kind)) continue
    for (const element of elementsOf(fieldValue)) {
      if (element instanceof MessageValue) checkRequired(field.messageType, element, [...path, number])
    }
  }
}

const known = new WeakMap<MessageShape, readonly FieldShape[]>()

/** The required fields of a type; asked for each message of each payload, so they are kept. */
export function requiredOf(shape: MessageShape): readonly FieldShape[] {
  let required = known.get(shape)
  if (required === undefined) {
    required = [...shape.fields.values()].filter(({ presence }) => presence === 'required')
    known.set(shape, required)
  }
  return required
}
