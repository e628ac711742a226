import type { Kind } from '../kind.ts'
import { isJsonNumber, JsonNumber } from './json-tree.ts'
import { ReadError } from './read-error.ts'
import { integerRange } from './scalar-kind.ts'

/** Larger exponents are out of every integer's range, or leave nothing of a fraction: not worth computing. */
const MAX_EXPONENT = 400

const NAMED_FLOATS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

/** 64-bit integers are strings, others numbers; `kind` is an integer kind and no bool. Source: ProtoJSON. */
export function writeJsonInteger(kind: Kind, value: bigint): JsonNumber | string {
  return kind.endsWith('64') ? String(value) : new JsonNumber(String(value))
}

/** The shortest text that reads back as the same value of the kind. Source: ProtoJSON. */
export function writeJsonFloat(kind: Kind, value: number): JsonNumber | string {
  if (!Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return new JsonNumber('-0')
  return new JsonNumber(kind === 'float' ? shortestFloat(value) : String(value))
}

function shortestFloat(value: number): string {
  // Nine significant digits tell any two floats apart.
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(9)))
}

/**
 * Reads a number, or a string that holds one, as an integer of the kind. Throws ReadError when it has a fraction or is
 * out of range: ProtoJSON never wraps. Source: ProtoJSON; `1e2` and `5.0` are integers.
 */
export function readJsonInteger(kind: Kind, text: string): bigint {
  const value = parseInteger(text)
  const range = integerRange(kind)
  if (value === undefined) throw new ReadError('wrong JSON type', `${JSON.stringify(text)} is no integer`)
  if (range === undefined || value < range.min || value > range.max) {
    throw new ReadError('out of range', `${text} is out of the range of ${kind}`)
  }
  return value
}

function parseInteger(text: string): bigint | undefined {
  if (!isJsonNumber(text)) return undefined
  const [, sign, whole = '', fraction = '', exponentText = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text) ?? []
  const digits = BigInt(whole + fraction)
  if (digits === 0n) return 0n
  const exponent = Number(exponentText) - fraction.length
  if (exponent < -MAX_EXPONENT) return undefined
  const scale = 10n ** BigInt(Math.min(Math.abs(exponent), MAX_EXPONENT))
  if (exponent < 0 && digits % scale !== 0n) return undefined
  const value = exponent < 0 ? digits / scale : digits * scale
  return sign === '-' ? -value : value
}

/** Reads a number, a string that holds one, or "NaN", "Infinity", "-Infinity". Source: ProtoJSON. */
export function readJsonFloat(kind: Kind, text: string, isString: boolean): number {
  const named = isString ? NAMED_FLOATS[text] : undefined
  if (named !== undefined) return named
  if (!isJsonNumber(text)) throw new ReadError('wrong JSON type', `${JSON.stringify(text)} is no number`)
  const value = kind === 'float' ? Math.fround(Number(text)) : Number(text)
  if (!Number.isFinite(value)) throw new ReadError('out of range', `${text} is out of the range of ${kind}`)
  return value
}
