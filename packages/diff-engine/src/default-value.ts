import { utf8ToBytes } from '@noble/hashes/utils.js'
import { type Kind, kindOf } from './kind.ts'
import type { FieldElement } from './schema/element.ts'
import { quote, shorten } from './wording.ts'

/** The value that readers see when a field is absent. */
export interface DefaultValue {
  /** Strings and bytes as one character a byte; enums as the number; integers as bigint, so that nothing is rounded. */
  readonly value: string | number | bigint
  readonly isFloat32: boolean
  /** For people; quoted and shortened. */
  readonly shown: string
}

/** The default of a singular field that is no message; undefined for others, and when the enum is not in the image. */
export function defaultValueOf(field: FieldElement): DefaultValue | undefined {
  const kind = kindOf(field)
  if (field.isRepeated || kind === 'message' || kind === 'group') return undefined
  if (kind === 'enum') return enumDefault(field)
  const text = field.proto.defaultValue
  if (kind === 'string') return { value: toByteString(utf8ToBytes(text)), isFloat32: false, shown: quote(text) }
  if (kind === 'bytes') return { value: unescapeBytes(text), isFloat32: false, shown: `"${shorten(text)}"` }
  const isSet = text !== ''
  return { value: parseNumber(kind, text), isFloat32: kind === 'float', shown: isSet ? text : zeroOf(kind) }
}

/**
 * True when two defaults mean the same, as leniently across types as it makes sense: a change of type is for other
 * rules to tell. Text never equals a number; NaN equals NaN, and -0 equals 0.
 *
 * Source: observed behaviour of buf 1.75.
 */
export function isSameDefault(a: DefaultValue, b: DefaultValue): boolean {
  if (typeof a.value === 'string' || typeof b.value === 'string') {
    return a.value === b.value || (isZero(a) && isZero(b))
  }
  // A float holds less than a double: between the two only the precision of the float can be kept.
  if (a.isFloat32 !== b.isFloat32 && typeof a.value === 'number' && typeof b.value === 'number') {
    return isSameNumber(Math.fround(a.value), Math.fround(b.value))
  }
  return isSameNumber(a.value, b.value)
}

function isSameNumber(a: number | bigint, b: number | bigint): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b)
  // Comparison is exact across bigint and number, which `===` is not.
  return !(a < b) && !(a > b)
}

function isZero({ value }: DefaultValue): boolean {
  return value === '' || value === 0 || value === 0n
}

function enumDefault(field: FieldElement): DefaultValue | undefined {
  const { proto } = field.enumType ?? {}
  if (proto === undefined) return undefined
  const name = field.proto.defaultValue
  const value = name === '' ? proto.value[0] : proto.value.find((candidate) => candidate.name === name)
  return value === undefined ? undefined : { value: value.number, isFloat32: false, shown: value.name }
}

function parseNumber(kind: Kind, text: string): number | bigint {
  if (kind === 'bool') return text === 'true' ? 1 : 0
  if (kind === 'float') return Math.fround(parseFloatText(text))
  if (kind === 'double') return parseFloatText(text)
  return /^-?[0-9]+$/.test(text) ? BigInt(text) : 0n
}

/** Source: `default_value` in descriptor.proto, which spells the values without digits `inf`, `-inf` and `nan`. */
function parseFloatText(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY
  if (text === '-inf') return Number.NEGATIVE_INFINITY
  return text === 'nan' ? Number.NaN : Number(text)
}

function zeroOf(kind: Kind): string {
  return kind === 'bool' ? 'false' : '0'
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Undoes the C escapes of a bytes default. Source: `default_value` in descriptor.proto. */
function unescapeBytes(text: string): string {
  const bytes = text.replace(/\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|(.))/gs, (_, octal, hex, letter) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    return ESCAPES[letter] ?? letter
  })
  return bytes
}

function toByteString(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
