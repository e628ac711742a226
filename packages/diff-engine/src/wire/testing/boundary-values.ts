import { minimalMessage } from '../minimal-message.ts'
import { domainOf, integerRange } from '../scalar-kind.ts'
import { type FieldShape, isMessageKind, type MessageShape, mapEntryOf } from '../shape.ts'
import { decodeUtf8, encodeUtf8 } from '../utf8.ts'
import { type FieldValue, MessageValue, type Scalar, type Value } from '../value.ts'

const EXPONENTS = [0n, 7n, 8n, 14n, 15n, 16n, 21n, 24n, 31n, 32n, 33n, 53n, 63n, 64n]
const INTEGERS = EXPONENTS.flatMap((n) => [-1n, 0n, 1n].flatMap((d) => [2n ** n + d, -(2n ** n) + d]))
const FLOATS = [
  ...[0, 1, 1.5, 0.1, 16_777_217, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, 1e21, 3.4e38, 1e300, 5e-324],
  ...[Number.POSITIVE_INFINITY, Number.NaN],
].flatMap((value) => [value, -value])
const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'test',
  '1',
  '-1',
  '5.0',
  '1e2',
  'NaN',
  'true',
  '1s',
  'a.b',
  '\0',
  'é',
  '2026-01-01T00:00:00Z',
]
const BYTES = [
  [0xff],
  [0x08],
  [0x08, 0x01],
  [0x80, 0x80],
  [0x0a, 0x00],
  [0x0a, 0x01, 0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
]
const MAX_DEPTH = 2
/** How many elements lists are made of, so that the number of lists stays small. */
const MAX_ELEMENTS = 6

/**
 * Values of a field at the borders of everything, whatever reads them: each 2^k and its neighbours, -0, NaN, no UTF-8,
 * lists of none to three, repeated keys. The independent counterpart of the probes, which look at the reader's shape.
 */
export function boundaryValues(field: FieldShape, depth = 0): (FieldValue | undefined)[] {
  const elements = boundaryElements(field, depth)
  const absent = field.presence === 'required' ? [] : [undefined]
  if (field.cardinality === 'singular') return [...absent, ...elements]
  const few = elements.slice(0, MAX_ELEMENTS)
  const pairs = few
    .flatMap((a) => few.map((b) => [a, b]))
    .filter((list) => field.cardinality !== 'map' || list[0] !== list[1])
  const lists = [[], ...elements.map((element) => [element]), ...pairs]
  if (field.cardinality === 'map') return [undefined, ...lists.filter(hasDistinctKeys)]
  return [undefined, ...lists, ...few.map((element) => [element, element, element])]
}

/** Values of a message: the smallest, and each field at each of its borders. */
export function boundaryMessages(shape: MessageShape, depth = 0): MessageValue[] {
  const base = minimalMessage(shape)
  if (base === undefined) return []
  const values = [base]
  if (depth >= MAX_DEPTH) return values
  for (const field of shape.fields.values()) {
    for (const content of boundaryValues(field, depth + 1)) {
      if (content !== undefined) values.push(new MessageValue([...base.fields, [field.number, content] as const]))
    }
  }
  return values
}

function boundaryElements(field: FieldShape, depth: number): Value[] {
  if (field.cardinality === 'map') return boundaryEntries(field, depth)
  if (isMessageKind(field.kind))
    return field.messageType === undefined ? [] : boundaryMessages(field.messageType, depth)
  return boundaryScalars(field)
}

function boundaryEntries(field: FieldShape, depth: number): Value[] {
  const { key, value } = mapEntryOf(field)
  const keys = boundaryScalars(key)
  const values = boundaryElements(value, depth + 1)
  const [k, v] = [keys[0], values[0]]
  if (k === undefined || v === undefined) return []
  return [...keys.map((other) => entryOf(other, v)), ...values.map((content) => entryOf(k, content))]
}

function entryOf(key: Value, value: Value): MessageValue {
  return new MessageValue([[1, key] as const, [2, value] as const])
}

function hasDistinctKeys(entries: readonly Value[]): boolean {
  const keys = entries.map((entry) => (entry instanceof MessageValue ? String(entry.fields.get(1)) : ''))
  return new Set(keys).size === keys.length
}

function boundaryScalars(field: FieldShape): Scalar[] {
  switch (domainOf(field.kind)) {
    case 'integer':
      return boundaryIntegers(field)
    case 'float':
      return field.kind === 'float' ? FLOATS.map(Math.fround) : FLOATS
    default: {
      const all = [...TEXTS.map(encodeUtf8), ...BYTES.map((bytes) => Uint8Array.from(bytes))]
      return field.kind === 'string' && field.checksUtf8 ? all.filter((bytes) => decodeUtf8(bytes) !== undefined) : all
    }
  }
}

function boundaryIntegers(field: FieldShape): bigint[] {
  const listed = field.enumType?.values.map(({ number }) => number) ?? []
  if (field.enumType?.isClosed === true) return [...new Set(listed)]
  const range = integerRange(field.kind)
  return [...new Set([...listed, ...INTEGERS])].filter((n) => range !== undefined && n >= range.min && n <= range.max)
}
