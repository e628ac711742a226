import { domainOf, integerRange } from './scalar-kind.ts'
import { type EnumShape, type FieldShape, isMessageKind, mapEntryOf } from './shape.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import { isSameBytes, type Scalar } from './value.ts'

/** Of the numbers that one enum lists and another does not, how many are tried: one shows what there is to show. */
const MAX_ENUM_PROBES = 4

/** The most telling values first: a proof takes the first that shows a loss. */
const INTEGERS: readonly bigint[] = [
  1n,
  2n,
  -1n,
  2n ** 32n + 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 63n,
  2n ** 53n + 1n,
  0n,
  -2n,
  3n,
  2n ** 31n - 1n,
  -(2n ** 31n),
  -(2n ** 31n) - 1n,
  2n ** 31n + 1n,
  2n ** 32n,
  2n ** 24n + 1n,
  2n ** 53n,
  2n ** 53n - 1n,
  -(2n ** 53n) - 1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 64n - 1n,
  127n,
  128n,
  -128n,
]

const FLOATS: readonly number[] = [
  1,
  1.5,
  0.1,
  -1,
  2 ** 31,
  2 ** 32,
  2 ** 24 + 1,
  2 ** 63,
  1e20,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  -0,
  0,
  2 ** 53 + 2,
  5e-324,
]

/** Each one is something to some reader: base64, a number, a bool, a time, a path, a message, or no UTF-8. */
const TEXTS: readonly string[] = [
  'a',
  'test',
  'hi!',
  '',
  '1',
  '1.5',
  '1e2',
  '-1',
  'NaN',
  'true',
  '2026-01-02T03:04:05Z',
  '2026-01-02T04:04:05+01:00',
  '1.5s',
  'aB',
  'hi',
  '\u0008\u0001',
  'h',
]

const RAW_BYTES: readonly Uint8Array[] = [Uint8Array.of(0xff), Uint8Array.of(0x08), Uint8Array.of(0x08, 0x96, 0x01)]

/** Values of the writer's kind, at the borders of what the reader's kind can take. */
export function probeScalars(writer: FieldShape, reader: FieldShape | undefined): Scalar[] {
  switch (domainOf(writer.kind)) {
    case 'integer':
      return probeIntegers(writer, reader)
    case 'float':
      return writer.kind === 'float' ? unique(FLOATS.map(Math.fround)) : [...FLOATS]
    default:
      return probeBytes(writer, reader)
  }
}

function probeIntegers(writer: FieldShape, reader: FieldShape | undefined): bigint[] {
  const range = integerRange(writer.kind)
  const enums = [writer, reader].flatMap((field) => field?.enumType ?? [])
  const candidates = [...enums.flatMap((one, i) => probeEnum(one, enums[1 - i])), ...INTEGERS]
  return unique(candidates).filter(
    (value) => range !== undefined && value >= range.min && value <= range.max && canWrite(writer, value),
  )
}

/** Listed numbers of `one`, first those that the other enum treats otherwise, and the same beyond 32 bits. */
function probeEnum(one: EnumShape, other: EnumShape | undefined): bigint[] {
  const isShared = ({ name, number }: { name: string; number: bigint }) =>
    other?.values.some((value) => value.name === name && value.number === number) === true
  const isKnown = ({ number }: { number: bigint }) => other?.values.some((value) => value.number === number) === true
  const own = one.values.filter((value) => !isKnown(value)).slice(0, MAX_ENUM_PROBES)
  const renamed = one.values.filter((value) => isKnown(value) && !isShared(value)).slice(0, MAX_ENUM_PROBES)
  const shared = one.values.slice(0, MAX_ENUM_PROBES)
  const numbers = [...own, ...renamed, ...shared].map(({ number }) => number)
  return [...numbers, unlistedOf(one), ...numbers.map((number) => number + 2n ** 32n)]
}

/** The smallest number from 0 up that the enum does not list. */
function unlistedOf({ values }: EnumShape): bigint {
  const listed = new Set(values.map(({ number }) => number))
  let number = 0n
  while (listed.has(number)) number++
  return number
}

/** A writer of a closed enum has no other numbers than the listed ones. Source: "Enum Behavior". */
function canWrite({ enumType }: FieldShape, value: bigint): boolean {
  return enumType?.isClosed !== true || enumType.values.some(({ number }) => number === value)
}

function probeBytes(writer: FieldShape, reader: FieldShape | undefined): Uint8Array[] {
  const texts = [...TEXTS, ...(reader === undefined ? [] : textsOf(reader))].map(encodeUtf8)
  const candidates = [...texts, ...RAW_BYTES, ...texts.filter((text) => text.length > 0).slice(0, 1)]
  const isWritable = (bytes: Uint8Array) =>
    writer.kind === 'bytes' || !writer.checksUtf8 || decodeUtf8(bytes) !== undefined
  return candidates.filter(
    (bytes, i) => candidates.findIndex((other) => isSameBytes(other, bytes)) === i && isWritable(bytes),
  )
}

/** Texts that mean something to this reader alone: names of enum values, keys of JSON objects. */
function textsOf(reader: FieldShape): string[] {
  if (reader.cardinality === 'map') return textsOf(mapEntryOf(reader).value)
  const enumNames = reader.enumType?.values.slice(0, MAX_ENUM_PROBES).map(({ name }) => name) ?? []
  const keys = isMessageKind(reader.kind)
    ? [...(reader.messageType?.fields.values() ?? [])].slice(0, MAX_ENUM_PROBES)
    : []
  return [...enumNames, ...keys.map(({ jsonName }) => jsonName)]
}

function unique<T extends bigint | number>(values: readonly T[]): T[] {
  return values.filter((value, i) => values.findIndex((other) => Object.is(other, value)) === i)
}
