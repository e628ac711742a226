import type { FieldElement } from './schema/element.ts'

/** A message is one line that people read: longer values from a schema are cut. */
const MAX_SHOWN_CHARACTERS = 80

/** A list in a message is there to be read: of longer ones the start is shown, and how many are left. */
const MAX_SHOWN_ITEMS = 10

/** A value from a schema in double quotes, on one line, cut when it is long. */
export function quote(text: string): string {
  return JSON.stringify(shorten(text))
}

/** A text, cut when it is long. */
export function shorten(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}...` : text
}

/** A field, for the start of a sentence: what map entries are made of is called by the map field. */
export function describeField(field: FieldElement): string {
  if (field.extendee !== undefined) return `Extension ${field.number} "${field.fullName}" of ${field.extendee}`
  const mapField = field.parent?.mapField
  if (mapField !== undefined) return `The ${field.name} of map field "${mapField.name}" of ${mapField.parent?.fullName}`
  return `Field ${field.number} "${field.name}" of ${field.parent?.fullName}`
}

/** `"A"`, or `"A", "B"`; a long list is cut. */
export function quoteAll(names: readonly string[]): string {
  return listOf(names.slice(0, MAX_SHOWN_ITEMS).map(quote), names.length)
}

/** `1, 5 to 9`; a long list is cut. */
export function listAll(items: readonly string[]): string {
  return listOf(items.slice(0, MAX_SHOWN_ITEMS), items.length)
}

function listOf(shown: readonly string[], count: number): string {
  return shown.join(', ') + (count > shown.length ? ` and ${count - shown.length} more` : '')
}
