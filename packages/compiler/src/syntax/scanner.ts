import type { DiagnosticCode } from '../diagnostic/catalogue.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { Source } from '../source/source.ts'
import { Char, isDigit, isLetter, isWord } from './char.ts'
import { isInteger } from './literals.ts'

/**
 * What a token is. Punctuation has no entry: its kind is its character code (`Char.Semicolon`), which no entry equals.
 * `Bad` is a piece of text that is no token at all; it has been reported.
 */
export const Tok = { Eof: 0, Ident: 1, Int: 2, Float: 3, String: 4, Bad: 5 } as const

/** One of `Tok`, or the character code of a punctuation mark. */
export type Token = number

/** Where a scanner stands, to come back to. */
export interface ScannerState {
  readonly token: Token
  readonly start: number
  readonly end: number
  readonly newlineBefore: boolean
}

/** What could go on with a name in other languages. */
const WORD_REST = /[\p{L}\p{M}\p{N}\p{Pc}]*/uy

const FLOAT = /^(?:[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)$/

/**
 * A pull scanner: `next()` overwrites the fields of the current token, and nothing is allocated for a token.
 *
 * It never throws: text that is no token is reported once and comes out as `Tok.Bad`. Every call moves forward until
 * `Tok.Eof`, which repeats. Comment ranges are kept, as pairs of offsets, only when `keepsComments` is set.
 */
export class Scanner {
  readonly source: Source
  readonly text: string
  readonly #diagnostics: Diagnostics
  /** Start and end of each comment so far, in order; undefined when they are not wanted. */
  readonly comments: number[] | undefined
  token: Token = Tok.Eof
  start = 0
  end = 0
  /** Whether a line ends between this token and the one before. */
  newlineBefore = false
  /** Everything in front of this offset has been looked at before, so its comments are kept already. */
  #commentsEnd = 0

  constructor(source: Source, diagnostics: Diagnostics, keepsComments = false) {
    this.source = source
    this.text = source.text
    this.#diagnostics = diagnostics
    this.comments = keepsComments ? [] : undefined
    if (this.text.startsWith('\uFEFF')) this.end = 1
  }

  next(): Token {
    const { text } = this
    let pos = this.end
    this.newlineBefore = false
    for (;;) {
      // In front of charCodeAt, which gives NaN past the end: `ch` stays a small integer.
      if (pos >= text.length) return this.#finish(Tok.Eof, text.length, text.length)
      const ch = text.charCodeAt(pos)
      switch (ch) {
        case Char.Lf:
          this.newlineBefore = true
          pos++
          continue
        case Char.Space:
        case Char.Tab:
        case Char.Cr:
        case Char.Vt:
        case Char.Ff:
          pos++
          continue
        case Char.Slash: {
          const after = this.#skipComment(pos)
          if (after === pos) return this.#finish(ch, pos, pos + 1)
          pos = after
          continue
        }
        case Char.Quote:
        case Char.Apostrophe:
          return this.#string(pos, ch)
      }
      if (isLetter(ch)) return this.#word(pos)
      if (isDigit(ch)) return this.#number(pos)
      if (ch === Char.Dot && pos + 1 < text.length && isDigit(text.charCodeAt(pos + 1))) return this.#number(pos)
      if (isPunctuation(ch)) return this.#finish(ch, pos, pos + 1)
      return this.#badCharacter(pos)
    }
  }

  save(): ScannerState {
    return { token: this.token, start: this.start, end: this.end, newlineBefore: this.newlineBefore }
  }

  restore(state: ScannerState): void {
    this.token = state.token
    this.start = state.start
    this.end = state.end
    this.newlineBefore = state.newlineBefore
  }

  #finish(token: Token, start: number, end: number): Token {
    this.token = token
    this.start = start
    this.end = end
    return token
  }

  /** Letters outside of ASCII right behind a word make it no name at all; they are reported with it. */
  #word(start: number): Token {
    const end = this.#wordEnd(start)
    if (end >= this.text.length || this.text.charCodeAt(end) < 0x80) return this.#finish(Tok.Ident, start, end)
    WORD_REST.lastIndex = end
    const rest = WORD_REST.exec(this.text)?.[0] ?? ''
    if (rest === '') return this.#finish(Tok.Ident, start, end)
    const name = clip(this.text.slice(start, end + rest.length))
    const message = `The name \`${name}\` has characters outside of ASCII.`
    this.#report(
      'invalid-character',
      start,
      end + rest.length,
      message,
      'Use the letters A to Z, digits and underscores.',
    )
    return this.#finish(Tok.Bad, start, end + rest.length)
  }

  #wordEnd(start: number): number {
    const { text } = this
    let pos = start + 1
    while (pos < text.length && isWord(text.charCodeAt(pos))) pos++
    return pos
  }

  /** The offset behind the comment at `start`; `start` itself when the slash there begins none. */
  #skipComment(start: number): number {
    const { text } = this
    const second = start + 1 < text.length ? text.charCodeAt(start + 1) : 0
    if (second === Char.Slash) {
      const lineEnd = text.indexOf('\n', start)
      return this.#keepComment(start, lineEnd === -1 ? text.length : lineEnd)
    }
    if (second !== Char.Asterisk) return start
    const close = text.indexOf('*/', start + 2)
    if (close === -1) {
      const message = 'This comment has no end: there is no `*/` behind it.'
      this.#report('unterminated-comment', start, start + 2, message, 'Close it with `*/`.')
      return text.length
    }
    // Not with indexOf, which would look through the rest of the text again for each comment.
    for (let at = start; at < close && !this.newlineBefore; at++) {
      this.newlineBefore = text.charCodeAt(at) === Char.Lf
    }
    return this.#keepComment(start, close + 2)
  }

  #keepComment(start: number, end: number): number {
    if (this.comments !== undefined && start >= this.#commentsEnd) {
      this.comments.push(start, end)
      this.#commentsEnd = end
    }
    return end
  }

  /** A string ends at its quote; it may not hold a line feed. What its escapes mean is not looked at here. */
  #string(start: number, quote: number): Token {
    const { text } = this
    let pos = start + 1
    while (pos < text.length) {
      const ch = text.charCodeAt(pos)
      if (ch === quote) return this.#finish(Tok.String, start, pos + 1)
      if (ch === Char.Lf) break
      pos += ch === Char.Backslash && pos + 1 < text.length && text.charCodeAt(pos + 1) !== Char.Lf ? 2 : 1
    }
    const mark = String.fromCharCode(quote)
    const message = `This string has no end: no ${mark} before the end of its line.`
    this.#report('unterminated-string', start, Math.min(pos, text.length), message, `Close it with ${mark}.`)
    return this.#finish(Tok.Bad, start, Math.min(pos, text.length))
  }

  /** Takes the longest piece that looks like a number, as the C preprocessor does, and judges it afterwards. */
  #number(start: number): Token {
    const { text } = this
    const isHex = text.charCodeAt(start) === Char.Zero && /[xX]/.test(text.charAt(start + 1))
    let pos = start + 1
    while (pos < text.length) {
      const ch = text.charCodeAt(pos)
      const isExponentSign = (ch === Char.Plus || ch === Char.Minus) && !isHex && /[eE]/.test(text.charAt(pos - 1))
      if (!isWord(ch) && ch !== Char.Dot && !isExponentSign) break
      pos++
    }
    const literal = text.slice(start, pos)
    if (isInteger(literal)) return this.#finish(Tok.Int, start, pos)
    if (FLOAT.test(literal)) return this.#finish(Tok.Float, start, pos)
    const at = start + validPrefix(literal)
    this.#report('invalid-number', at, pos, `\`${clip(literal)}\` is not a number.`, numberHint(literal))
    return this.#finish(Tok.Bad, start, pos)
  }

  #badCharacter(start: number): Token {
    const { text } = this
    const code = text.codePointAt(start) ?? 0
    let end = start + (code > 0xffff ? 2 : 1)
    while (end < text.length && isMeaningless(text.charCodeAt(end))) end++
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    const shown = code < 0x20 || code === 0x7f ? name : `${String.fromCodePoint(code)} (${name})`
    const message = `The character ${shown} has no meaning in a .proto file outside of strings and comments.`
    this.#report('invalid-character', start, end, message, 'Remove it.')
    return this.#finish(Tok.Bad, start, end)
  }

  #report(code: DiagnosticCode, start: number, end: number, message: string, hint: string): void {
    this.#diagnostics.report(code, 'error', this.source, start, end, message, { hint })
  }
}

/** Whether a character can neither begin a token nor stand between tokens. */
function isMeaningless(ch: number): boolean {
  if (isWord(ch) || isPunctuation(ch)) return false
  const isBlank = ch === Char.Space || (ch >= Char.Tab && ch <= Char.Cr)
  return !isBlank && ch !== Char.Slash && ch !== Char.Quote && ch !== Char.Apostrophe
}

function isPunctuation(ch: number): boolean {
  switch (ch) {
    case Char.Semicolon:
    case Char.Equals:
    case Char.OpenBrace:
    case Char.CloseBrace:
    case Char.Dot:
    case Char.Comma:
    case Char.OpenParen:
    case Char.CloseParen:
    case Char.OpenBracket:
    case Char.CloseBracket:
    case Char.Less:
    case Char.Greater:
    case Char.Minus:
    case Char.Plus:
    case Char.Colon:
      return true
    default:
      return false
  }
}

/** How much of a bad number is good; 0 when it only lacks something at its end. */
function validPrefix(literal: string): number {
  const form = /^0[xX]/.test(literal) ? HEX_PREFIX : /^0[0-9]/.test(literal) ? OCTAL_PREFIX : DECIMAL_PREFIX
  const length = form.exec(literal)?.[0].length ?? 0
  return length === literal.length || /^0[a-wyzA-WYZ]/.test(literal) || /^[eE][+-]?$/.test(literal.slice(length))
    ? 0
    : length
}

const HEX_PREFIX = /^0[xX][0-9a-fA-F]*/
const OCTAL_PREFIX = /^0[0-7]*/
const DECIMAL_PREFIX = /^[0-9]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?/

function numberHint(literal: string): string {
  if (/^0[0-9]+$/.test(literal)) return 'A leading 0 makes it octal, which has the digits 0 to 7 only. Remove the 0.'
  if (/^0[xX]/.test(literal)) return 'A hexadecimal number is 0x and then the digits 0 to 9 and a to f.'
  if (/^[0-9]+[a-zA-Z_]/.test(literal)) return 'Put a space between the number and the word, or remove the letters.'
  return 'Write an integer such as 42 or a decimal number such as 1.5e3.'
}

/** Enough of a long piece of text to recognise it by. */
function clip(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`
}
