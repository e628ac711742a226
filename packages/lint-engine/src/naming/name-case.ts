// Names of Protobuf are ASCII: the compiler accepts no other letters. File names may hold any.
const isUpper = (char: string | undefined) => char !== undefined && char >= 'A' && char <= 'Z'
const isLower = (char: string | undefined) => char !== undefined && char >= 'a' && char <= 'z'
const isDigit = (char: string | undefined) => char !== undefined && char >= '0' && char <= '9'
const isDelimiter = (char: string) => char === '.' || char === '-' || char === '_' || /\s/.test(char)

/**
 * A name in PascalCase: delimiters go, the first letter and each one behind a delimiter is a capital, capitals stay.
 * Source: observed behaviour of buf 1.75.
 */
export function toPascalCase(name: string): string {
  let result = ''
  let startsWord = true
  for (const char of name) {
    if (isDelimiter(char)) {
      startsWord = true
      continue
    }
    result += startsWord || isUpper(char) ? char.toUpperCase() : char.toLowerCase()
    startsWord = false
  }
  return result
}

/**
 * A name in lower_snake_case. A capital starts a word when a lower-case letter is before it, or when the letter behind
 * it is in lower case (`HTTPServer` is `http_server`); digits never start one.
 * Source: observed behaviour of buf 1.75.
 */
export function toLowerSnakeCase(name: string): string {
  return toSnakeCase(name).toLowerCase()
}

/** As `toLowerSnakeCase`, in capitals. */
export function toUpperSnakeCase(name: string): string {
  return toSnakeCase(name).toUpperCase()
}

function toSnakeCase(name: string): string {
  const chars = [...name]
  const from = chars.findIndex((char) => !isDelimiter(char))
  if (from < 0) return ''
  const end = chars.findLastIndex((char) => !isDelimiter(char)) + 1
  let result = ''
  for (let i = from; i < end; i++) {
    const char = chars[i] as string
    if (isDelimiter(char)) {
      if (!result.endsWith('_')) result += '_'
      continue
    }
    if (isUpper(char) && i > from && !result.endsWith('_') && startsWord(chars[i - 1], chars[i + 1], i + 1 < end)) {
      result += '_'
    }
    result += char
  }
  return result
}

function startsWord(before: string | undefined, after: string | undefined, hasAfter: boolean): boolean {
  if (isLower(before)) return true
  return hasAfter && after !== undefined && !isUpper(after) && !isDigit(after) && !isDelimiter(after)
}
