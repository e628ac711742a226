import type { Diagnostics } from '../../diagnostic/diagnostics.ts'
import type { Source } from '../../source/source.ts'
import { Char, isDigit, isLetter } from '../char.ts'
import { Scanner, Tok, type Token } from '../scanner.ts'

/** What stands in `closes` for a token that opens nothing, or a bracket that nothing closes and that holds nothing. */
export const LEAF = -1

/** All tokens of a text, with the brackets among them paired. */
export interface TokenTree {
  readonly source: Source
  readonly kinds: readonly Token[]
  readonly starts: readonly number[]
  /** Adjacent strings are one token. */
  readonly ends: readonly number[]
  /** For a bracket, the token that closes it: the number of tokens where only the end of the file does. */
  readonly closes: readonly number[]
  /** Start and end of each comment, in order. */
  readonly comments: readonly number[]
  /** Where the text ends, but for white space. */
  readonly textEnd: number
}

/** Scans a whole text and pairs its brackets. Reports what is no token, and brackets without their other half. */
export function readTokens(source: Source, diagnostics: Diagnostics): TokenTree {
  const scanner = new Scanner(source, diagnostics, true)
  const kinds: Token[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let token = scanner.next(); token !== Tok.Eof; token = scanner.next()) {
    const kind = token === Tok.Bad ? guessKind(source.text, scanner.start) : token
    if (kind === Tok.String && kinds.at(-1) === Tok.String) {
      ends[ends.length - 1] = scanner.end
      continue
    }
    kinds.push(kind)
    starts.push(scanner.start)
    ends.push(scanner.end)
  }
  const closes = pairBrackets(kinds, (index) => reportUnpaired(source, diagnostics, starts[index] ?? 0))
  const textEnd = source.text.trimEnd().length
  return { source, kinds, starts, ends, closes, comments: scanner.comments ?? [], textEnd }
}

/** What a piece of text that is no token was meant to be. It has been reported. */
function guessKind(text: string, start: number): Token {
  const first = text.charCodeAt(start)
  if (first === Char.Quote || first === Char.Apostrophe) return Tok.String
  if (isDigit(first) || first === Char.Dot) return Tok.Int
  return isLetter(first) ? Tok.Ident : Tok.Bad
}

const OPENING: ReadonlyMap<Token, Token> = new Map([
  [Char.CloseParen, Char.OpenParen],
  [Char.CloseBracket, Char.OpenBracket],
  [Char.CloseBrace, Char.OpenBrace],
])
const OPENINGS: ReadonlySet<Token> = new Set(OPENING.values())

/**
 * Pairs round, square and curly brackets. Where one closes that does not fit the innermost open one, the neighbours tell
 * which of the two is the stray: the one around it, and the bracket that comes next. Source: observed of `buf build`.
 */
function pairBrackets(kinds: readonly Token[], report: (index: number) => void): number[] {
  const closes = new Array<number>(kinds.length).fill(LEAF)
  const brackets = kinds.flatMap((kind, index) => (OPENING.has(kind) || OPENINGS.has(kind) ? [index] : []))
  const open: number[] = []
  for (let at = 0; at < brackets.length; at++) {
    const index = brackets[at] ?? 0
    const opening = OPENING.get(kinds[index] ?? Tok.Bad)
    if (opening === undefined) {
      open.push(index)
      continue
    }
    const inner = open.at(-1)
    if (inner === undefined) {
      report(index)
    } else if (kinds[inner] === opening) {
      closes[inner] = index
      open.pop()
    } else {
      const outer = open.at(-2)
      const next = brackets[at + 1]
      const nextOpening = next === undefined ? undefined : OPENING.get(kinds[next] ?? Tok.Bad)
      const fitsOuter = outer !== undefined && kinds[outer] === opening
      const isCrossed = next !== undefined && nextOpening !== undefined && kinds[inner] === nextOpening
      report(fitsOuter || isCrossed ? inner : index)
      if (fitsOuter) {
        closes[outer] = index
        open.length -= 2
      } else if (isCrossed) {
        closes[inner] = next
        open.pop()
      }
      if (isCrossed) at++
    }
  }
  for (const index of open) {
    report(index)
    closes[index] = kinds.length
  }
  return closes
}

function reportUnpaired(source: Source, diagnostics: Diagnostics, start: number): void {
  const bracket = source.text.charAt(start)
  const isOpening = OPENINGS.has(source.text.charCodeAt(start))
  const code = isOpening ? 'unclosed-brace' : 'unmatched-brace'
  const message = isOpening ? `This \`${bracket}\` is never closed.` : `This \`${bracket}\` closes nothing.`
  const hint = isOpening ? `Add the \`${CLOSING_OF[bracket] ?? ''}\` that belongs to it.` : 'Remove it.'
  diagnostics.report(code, 'error', source, start, start + 1, message, { hint })
}

const CLOSING_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
