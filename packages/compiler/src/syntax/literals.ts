import { getTextEncoding } from '@bufbuild/protobuf/wire'

/** A string literal that cannot be decoded: where in the text, and why. */
export interface LiteralFault {
  readonly start: number
  readonly end: number
  readonly reason: string
}

const SIMPLE_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['b', 0x08],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
  ['\\', 0x5c],
  ["'", 0x27],
  ['"', 0x22],
  ['?', 0x3f],
])

/**
 * Decodes the string literal at `text[start, end)`, quotes included, into the bytes that it stands for. Text is UTF-8;
 * `\x` and octal escapes are single bytes, `\u` and `\U` code points.
 * A bad escape is told to `onFault` and left out.
 * Source: the language specification, "String literals"; protoc, tokenizer.cc, Tokenizer::ParseStringAppend.
 */
export function decodeString(
  text: string,
  start: number,
  end: number,
  onFault: (fault: LiteralFault) => void,
): Uint8Array {
  const { encodeUtf8 } = getTextEncoding()
  const inner = text.slice(start + 1, end - 1)
  if (!inner.includes('\\')) return encodeUtf8(inner)
  const bytes: number[] = []
  let pos = start + 1
  while (pos < end - 1) {
    const slash = text.indexOf('\\', pos)
    const runEnd = slash === -1 || slash >= end - 1 ? end - 1 : slash
    if (runEnd > pos) for (const byte of encodeUtf8(text.slice(pos, runEnd))) bytes.push(byte)
    pos = runEnd < end - 1 ? decodeEscape(text, runEnd, end - 1, bytes, onFault) : runEnd
  }
  return Uint8Array.from(bytes)
}

/** Decodes the escape at `start`, where the backslash is, and returns the offset behind it. */
function decodeEscape(
  text: string,
  start: number,
  limit: number,
  bytes: number[],
  onFault: (fault: LiteralFault) => void,
): number {
  const letter = text.charAt(start + 1)
  const simple = SIMPLE_ESCAPES.get(letter)
  if (simple !== undefined) {
    bytes.push(simple)
    return start + 2
  }
  const numeric = NUMERIC_ESCAPES.find((form) => form.letters.includes(letter))
  if (numeric === undefined) {
    onFault({ start, end: Math.min(start + 2, limit), reason: `\`\\${letter}\` is not an escape` })
    return start + 2
  }
  const digitsStart = start + (numeric.radix === 8 ? 1 : 2)
  let end = digitsStart
  while (end < limit && end - digitsStart < numeric.maxDigits && numeric.digit.test(text.charAt(end))) end++
  if (end - digitsStart < numeric.minDigits) {
    onFault({ start, end, reason: `\`\\${letter}\` needs ${numeric.need} behind it` })
    return Math.max(end, start + 2)
  }
  const value = Number.parseInt(text.slice(digitsStart, end), numeric.radix)
  if (!numeric.isCodePoint) {
    // buf takes octal escapes past \377, and keeps their low eight bits.
    bytes.push(value & 0xff)
  } else if (value > 0x10ffff) {
    onFault({ start, end, reason: 'the last code point of Unicode is U+10FFFF' })
  } else if (value >= 0xd800 && value <= 0xdfff) {
    onFault({ start, end, reason: 'half of a surrogate pair is no character; write the whole character with `\\U`' })
  } else {
    pushCodePoint(value, bytes)
  }
  return end
}

interface NumericEscape {
  readonly letters: string
  readonly radix: number
  readonly digit: RegExp
  readonly minDigits: number
  readonly maxDigits: number
  readonly isCodePoint: boolean
  readonly need: string
}

const NUMERIC_ESCAPES: readonly NumericEscape[] = [
  {
    letters: 'xX',
    radix: 16,
    digit: /[0-9a-fA-F]/,
    minDigits: 1,
    maxDigits: 2,
    isCodePoint: false,
    need: 'one or two hexadecimal digits',
  },
  {
    letters: '01234567',
    radix: 8,
    digit: /[0-7]/,
    minDigits: 1,
    maxDigits: 3,
    isCodePoint: false,
    need: 'one to three octal digits',
  },
  {
    letters: 'u',
    radix: 16,
    digit: /[0-9a-fA-F]/,
    minDigits: 4,
    maxDigits: 4,
    isCodePoint: true,
    need: 'four hexadecimal digits',
  },
  {
    letters: 'U',
    radix: 16,
    digit: /[0-9a-fA-F]/,
    minDigits: 8,
    maxDigits: 8,
    isCodePoint: true,
    need: 'eight hexadecimal digits',
  },
]

/** UTF-8 of a code point. */
function pushCodePoint(code: number, bytes: number[]): void {
  if (code < 0x80) bytes.push(code)
  else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
  else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
  else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
}

/** More digits than the greatest double has. Reading longer numbers exactly takes long, and nothing could hold them. */
const MAX_DIGITS = 400

/** buf takes `0x` for 0. */
const INTEGER = /^(?:0[0-7]*|[1-9][0-9]*|0[xX][0-9a-fA-F]*)$/
/** A decimal number that has no point, and no digits behind where one would be, is an integer. Source: observed of buf. */
const WITH_EXPONENT = /^([0-9]+)[eE]\+?([0-9]+)$/

/** Whether a literal is an integer: `10`, `012`, `0xA`, `1e1`. */
export function isInteger(literal: string): boolean {
  return INTEGER.test(literal) || WITH_EXPONENT.test(literal)
}

/**
 * The value of a literal that `isInteger` is true of: decimal, octal with a leading 0, hexadecimal, or with an exponent.
 * A number of more than `MAX_DIGITS` digits comes out as another one that is too large for any type.
 */
export function parseInteger(literal: string): bigint {
  if (literal.length > MAX_DIGITS) return 10n ** BigInt(MAX_DIGITS)
  if (/^0[xX]$/.test(literal)) return 0n
  const [, digits, exponent] = WITH_EXPONENT.exec(literal) ?? []
  if (digits !== undefined) return BigInt(digits) * 10n ** BigInt(Math.min(Number(exponent), MAX_DIGITS))
  if (literal.length > 1 && literal.startsWith('0') && !/^0[xX]/.test(literal)) return BigInt(`0o${literal.slice(1)}`)
  return BigInt(literal)
}
