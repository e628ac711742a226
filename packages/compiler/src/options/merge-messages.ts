import { createMessageValue, isMessageValue, type MessageValue } from './option-value.ts'

/**
 * The message that reading the given ones after each other makes: repeated fields add up, messages merge, and of scalars
 * and members of a oneof the last one stays.
 *
 * Source: encoding specification, "Last One Wins".
 */
export function mergeMessages(pieces: readonly MessageValue[]): MessageValue {
  const [first, ...others] = pieces
  const merged = createMessageValue(first!.type)
  for (const piece of [first!, ...others]) {
    if (piece.expanded !== undefined) {
      merged.expanded = piece.expanded
      merged.fields.clear()
    }
    for (const [key, value] of piece.fields) {
      const existing = merged.fields.get(key)
      if (existing === undefined || existing.field !== value.field) {
        merged.fields.set(key, { ...value, elements: [...value.elements] })
      } else if (value.field.isRepeated || value.elements.some(isMessageValue)) {
        for (const element of value.elements) existing.elements.push(element)
      } else {
        existing.elements.length = 0
        for (const element of value.elements) existing.elements.push(element)
      }
    }
  }
  return merged
}
