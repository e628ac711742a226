/**
 * The default json name of a field: underscores go, and the letter behind one becomes upper case.
 * Source: protoc, descriptor.cc, ToJsonName. Only ASCII letters change.
 */
export function jsonName(fieldName: string): string {
  if (!fieldName.includes('_')) return fieldName
  let name = ''
  let isWordStart = false
  for (const ch of fieldName) {
    if (ch === '_') {
      isWordStart = true
      continue
    }
    name += isWordStart && ch >= 'a' && ch <= 'z' ? ch.toUpperCase() : ch
    isWordStart = false
  }
  return name
}

/**
 * The name of the message that a map field makes.
 * Source: protoc, parser.cc, MapEntryName.
 */
export function mapEntryName(fieldName: string): string {
  let name = ''
  let isWordStart = true
  for (const ch of fieldName) {
    if (ch === '_') {
      isWordStart = true
      continue
    }
    name += isWordStart && ch >= 'a' && ch <= 'z' ? ch.toUpperCase() : ch
    isWordStart = false
  }
  return `${name}Entry`
}
