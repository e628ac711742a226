import type { DiagnosticCode } from '../diagnostic/catalogue.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { Source } from '../source/source.ts'
import { Char } from './char.ts'
import { Scanner, Tok, type Token } from './scanner.ts'

/**
 * The state that the `parse-*.ts` functions share: the scanner with one token of look-ahead, and the panic mode.
 *
 * A failed `expect` reports once and sets `failed`; from then on expectations neither report nor consume, so that a
 * production runs to its end without harm, and the statement loop that it belongs to calls `recover()`.
 */
export class Parser {
  readonly scanner: Scanner
  readonly source: Source
  readonly text: string
  readonly diagnostics: Diagnostics
  /** Set from the first failed expectation of a statement until its loop has recovered. */
  failed = false
  /** How many options and aggregate fields have been numbered. */
  optionCount = 0
  /** How many messages and groups the current token is in. */
  messageDepth = 0
  /** How many brackets of an option value the current token is in, and how many of them are braces. */
  valueDepth = 0
  valueBraces = 0
  /** How many of these braces were open when the statement failed. */
  #bracesAtFailure = 0
  /** Where the last consumed token ends. */
  previousEnd = 0

  constructor(source: Source, diagnostics: Diagnostics, keepsComments = false) {
    this.source = source
    this.text = source.text
    this.diagnostics = diagnostics
    this.scanner = new Scanner(source, diagnostics, keepsComments)
    this.scanner.next()
  }

  get token(): Token {
    return this.scanner.token
  }

  get start(): number {
    return this.scanner.start
  }

  advance(): void {
    this.previousEnd = this.scanner.end
    this.scanner.next()
  }

  /** The text of the current token. */
  tokenText(): string {
    return this.text.slice(this.scanner.start, this.scanner.end)
  }

  peek(token: Token): boolean {
    return this.scanner.token === token
  }

  /** Whether the current token is exactly this word. */
  peekKeyword(word: string): boolean {
    const { scanner } = this
    return (
      scanner.token === Tok.Ident &&
      scanner.end - scanner.start === word.length &&
      this.text.startsWith(word, scanner.start)
    )
  }

  /** The kind of the token behind the current one. */
  peekNext(): Token {
    const state = this.scanner.save()
    const token = this.scanner.next()
    this.scanner.restore(state)
    return token
  }

  /** The kinds of the next tokens behind the current one. */
  peekAhead(count: number): readonly Token[] {
    const state = this.scanner.save()
    const tokens: Token[] = []
    while (tokens.length < count) tokens.push(this.scanner.next())
    this.scanner.restore(state)
    return tokens
  }

  /** Whether `word word =` stands here: the beginning of a field, whatever the words are. */
  peekField(): boolean {
    const [first, second] = this.peekAhead(2)
    return this.peek(Tok.Ident) && first === Tok.Ident && second === Char.Equals
  }

  /** Consumes the token if it is there. */
  skip(token: Token): boolean {
    if (this.failed || this.scanner.token !== token) return false
    this.advance()
    return true
  }

  /** Consumes the token, or fails with a report that says what was wanted. */
  expect(token: Token, wanted: string): boolean {
    if (this.failed) return false
    if (this.scanner.token === token) {
      this.advance()
      return true
    }
    this.fail(wanted)
    return false
  }

  /** Consumes this word, or fails. */
  expectKeyword(word: string): boolean {
    if (this.failed) return false
    if (this.peekKeyword(word)) {
      this.advance()
      return true
    }
    this.fail(`\`${word}\``)
    return false
  }

  /** Gives this statement up. The reason has been reported. */
  panic(): void {
    this.failed = true
    this.#bracesAtFailure = this.valueBraces
  }

  /** Reports that the current token is not what was wanted, unless this statement has failed before. */
  fail(wanted: string): void {
    if (this.failed) return
    this.panic()
    if (this.scanner.token === Tok.Bad) return
    const found = this.scanner.token === Tok.Eof ? 'the file ends' : `there is ${this.describeToken()}`
    this.error('syntax-error', this.scanner.start, this.scanner.end, `Expected ${wanted} here, but ${found}.`)
  }

  /**
   * Fails like `fail`, but reports at `start`, where the thing begins of which a part is missing. `lacks` says what it
   * is and what it lacks.
   */
  failAt(start: number, lacks: string): void {
    if (this.failed) return
    this.panic()
    if (this.scanner.token === Tok.Bad) return
    const found = this.scanner.token === Tok.Eof ? 'the file ends' : `there is ${this.describeToken()}`
    const end = Math.max(this.previousEnd, start + 1)
    this.error('syntax-error', start, end, `${lacks}; instead, ${found}.`)
  }

  /** Reports a comma that nothing follows, and goes on as if it were not there. True when there was one. */
  isTrailingComma(close: Token, commaStart: number): boolean {
    if (this.failed || !this.peek(close)) return false
    this.error('trailing-comma', commaStart, commaStart + 1, 'Nothing follows this comma.', 'Remove it.')
    return true
  }

  error(code: DiagnosticCode, start: number, end: number, message: string, hint?: string): void {
    this.diagnostics.report(code, 'error', this.source, start, end, message, hint === undefined ? undefined : { hint })
  }

  /** The current token for a message: short, and in quotes of its own. */
  describeToken(): string {
    const text = this.tokenText()
    return `\`${text.length <= 40 ? text : `${text.slice(0, 40)}…`}\``
  }

  /**
   * Leaves the panic mode: skips to behind the `;` or the `{ … }` that ends the statement, or to the `}` that ends the
   * body around it. A token that begins a line stays, since the `;` in front of it was probably what is missing.
   */
  recover(statementStart: number): void {
    this.failed = false
    const isFirstOfLine = this.scanner.newlineBefore && this.scanner.start > statementStart
    if (isFirstOfLine && this.scanner.token === Tok.Ident) return
    const isInValue = this.#bracesAtFailure > 0
    let nesting = this.#bracesAtFailure
    for (;;) {
      const { token } = this.scanner
      if (token === Tok.Eof) return
      if (token === Char.CloseBrace && nesting === 0) return
      this.advance()
      if (token === Char.OpenBrace) nesting++
      else if (token === Char.CloseBrace && --nesting === 0 && !isInValue) return
      else if (token === Char.Semicolon && nesting === 0) return
    }
  }
}
