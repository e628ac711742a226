/** The character codes that the scanner and the literals look at. */
export const Char = {
  Tab: 0x09,
  Lf: 0x0a,
  Vt: 0x0b,
  Ff: 0x0c,
  Cr: 0x0d,
  Space: 0x20,
  Quote: 0x22,
  Apostrophe: 0x27,
  OpenParen: 0x28,
  CloseParen: 0x29,
  Asterisk: 0x2a,
  Plus: 0x2b,
  Comma: 0x2c,
  Minus: 0x2d,
  Dot: 0x2e,
  Slash: 0x2f,
  Zero: 0x30,
  Nine: 0x39,
  Colon: 0x3a,
  Semicolon: 0x3b,
  Less: 0x3c,
  Equals: 0x3d,
  Greater: 0x3e,
  UpperE: 0x45,
  OpenBracket: 0x5b,
  Backslash: 0x5c,
  CloseBracket: 0x5d,
  LowerE: 0x65,
  OpenBrace: 0x7b,
  CloseBrace: 0x7d,
} as const

const DIGIT = 1
const LETTER = 2

/** Protobuf identifiers are ASCII: letters, digits and underscores. */
const CLASSES = new Uint8Array(128)
for (let ch = 0x30; ch <= 0x39; ch++) CLASSES[ch] = DIGIT
for (let ch = 0x41; ch <= 0x5a; ch++) CLASSES[ch] = CLASSES[ch + 0x20] = LETTER
CLASSES[0x5f] = LETTER

export function isDigit(ch: number): boolean {
  return ch >= Char.Zero && ch <= Char.Nine
}

/** A letter or an underscore. */
export function isLetter(ch: number): boolean {
  return ch < 128 && CLASSES[ch] === LETTER
}

/** A letter, an underscore or a digit. */
export function isWord(ch: number): boolean {
  return ch < 128 && CLASSES[ch] !== 0
}
