/**
 * The text of a FieldMask: paths in lowerCamelCase with commas between. Undefined when a path would not survive the way
 * there and back (`fooBar`, `foo__bar`, `foo_1`). Source: ProtoJSON; google/protobuf/field_mask.proto.
 */
export function formatFieldMask(paths: readonly string[]): string | undefined {
  const camel = paths.map((path) => path.replace(/_+([a-z]?)/g, (_, letter: string) => letter.toUpperCase()))
  const isExact = camel.every((path, i) => isPath(paths[i] ?? '') && toSnake(path) === paths[i])
  return isExact ? camel.join(',') : undefined
}

/** Undefined when the text is no list of paths. */
export function parseFieldMask(text: string): string[] | undefined {
  if (text === '') return []
  const paths = text.split(',')
  return paths.every((path) => isPath(path) && !path.includes('_')) ? paths.map(toSnake) : undefined
}

function toSnake(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function isPath(path: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/.test(path)
}
