import { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { Source } from '../source/source.ts'
import { Char } from './char.ts'
import { Scanner, Tok, type Token } from './scanner.ts'

/**
 * The state that the `parse-*.ts` functions share: the scanner with one token of look-ahead, and whether the text is sound.
 *
 * With the first token that the grammar does not expect, the parser gives up: nothing is consumed from then on, so that
 * each production runs to its end without harm. What is wrong is not said here: `recovery/` reads the text again for that.
 */
export class Parser {
  readonly scanner: Scanner
  readonly source: Source
  readonly text: string
  /** Set when the text does not follow the grammar. */
  failed = false
  /** How many options and aggregate fields have been numbered. */
  optionCount = 0
  /** How many messages and groups the current token is in. */
  messageDepth = 0
  /** How many brackets of an option value the current token is in. */
  valueDepth = 0
  /** Where the last consumed token ends. */
  previousEnd = 0
  /** What the scanner has against the text. */
  readonly #faults = new Diagnostics()

  constructor(source: Source, keepsComments = false) {
    this.source = source
    this.text = source.text
    this.scanner = new Scanner(source, this.#faults, keepsComments)
    this.scanner.next()
  }

  /** Whether nothing is wrong with what has been read. */
  get isSound(): boolean {
    return !this.failed && !this.#faults.hasErrors
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

  /** Consumes the token, or fails. */
  expect(token: Token): boolean {
    const isThere = this.skip(token)
    if (!isThere) this.failed = true
    return isThere
  }

  /** Consumes this word, or fails. */
  expectKeyword(word: string): void {
    if (!this.failed && this.peekKeyword(word)) this.advance()
    else this.failed = true
  }

  /** Gives up: the text does not follow the grammar. */
  fail(): void {
    this.failed = true
  }
}
