import { Char, isWord } from '../syntax/char.ts'

/** The comments in front of a token. */
export interface LeadingComments {
  /** "" when there is none. */
  readonly leading: string
  readonly detached: readonly string[]
}

/** One block comment, or line comments on lines that follow each other. */
interface Paragraph {
  readonly start: number
  end: number
  text: string
}

interface Gap extends LeadingComments {
  readonly trailing: string
}

const EMPTY: Gap = { leading: '', detached: [], trailing: '' }

/**
 * Says which token a comment belongs to.
 *
 * The comments between two tokens are split into paragraphs. The first one may trail the token in front, the last one
 * may lead the token behind, and of the rest those with empty lines around them are detached comments of the latter.
 * Source: protoc, tokenizer.cc, Tokenizer::NextWithComments, with the differences seen in `buf build` 1.75.
 */
export class Comments {
  readonly #text: string
  readonly #ranges: readonly number[]

  /** `ranges` are starts and ends of all comments of the text, in order. */
  constructor(text: string, ranges: readonly number[]) {
    this.#text = text
    this.#ranges = ranges
  }

  /** The comments that lead the token at this offset. */
  before(tokenStart: number): LeadingComments {
    const last = this.#lastBefore(tokenStart)
    if (last < 0 || !this.#isBlank(this.#end(last), tokenStart)) return EMPTY
    let first = last
    while (first > 0 && this.#isBlank(this.#end(first - 1), this.#start(first))) first--
    return this.#attribute(first, last, tokenStart)
  }

  /** The comment that trails the token that ends at this offset; "" when there is none. */
  after(tokenEnd: number): string {
    const first = this.#lastBefore(tokenEnd) + 1
    if (first >= this.#ranges.length / 2 || !this.#isBlank(tokenEnd, this.#start(first))) return ''
    let last = first
    while (last + 1 < this.#ranges.length / 2 && this.#isBlank(this.#end(last), this.#start(last + 1))) last++
    const next = this.#skipBlank(this.#end(last))
    // Comments at the very end of a file have no token to stand in front of, and are dropped.
    return next === this.#text.length ? '' : this.#attribute(first, last, next).trailing
  }

  #start(index: number): number {
    return this.#ranges[index * 2] ?? 0
  }

  #end(index: number): number {
    return this.#ranges[index * 2 + 1] ?? 0
  }

  /** The index of the last comment that starts in front of an offset; -1 when there is none. */
  #lastBefore(offset: number): number {
    let low = -1
    let high = this.#ranges.length / 2 - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#start(middle) < offset) low = middle
      else high = middle - 1
    }
    return low
  }

  #isBlank(start: number, end: number): boolean {
    return this.#skipBlank(start) >= end
  }

  #skipBlank(start: number): number {
    let at = start
    while (at < this.#text.length && isBlank(this.#text.charCodeAt(at))) at++
    return at
  }

  /** Line feeds between two offsets, up to two. */
  #newlines(start: number, end: number): number {
    const first = this.#text.indexOf('\n', start)
    if (first === -1 || first >= end) return 0
    const second = this.#text.indexOf('\n', first + 1)
    return second === -1 || second >= end ? 1 : 2
  }

  /** Shares out the comments `first` to `last`, which are all that stand between a token and the one at `next`. */
  #attribute(first: number, last: number, next: number): Gap {
    const previousEnd = this.#previousEnd(first)
    const paragraphs = this.#paragraphs(first, last, previousEnd)
    const trailing = this.#donates(paragraphs.all, paragraphs.isOnLine, previousEnd, next)
      ? (paragraphs.all.shift()?.text ?? '')
      : ''
    const final = paragraphs.all.at(-1)
    const leads = final !== undefined && this.#newlines(final.end, next) === 1
    if (leads) paragraphs.all.pop()
    return { leading: leads ? final.text : '', detached: this.#detached(paragraphs.all, previousEnd, next), trailing }
  }

  /** Where the token in front of a comment ends; -1 at the beginning of the file. A byte order mark counts as a token. */
  #previousEnd(first: number): number {
    let at = this.#start(first)
    while (at > 0 && isBlank(this.#text.charCodeAt(at - 1))) at--
    return at === 0 ? -1 : at
  }

  #paragraphs(first: number, last: number, previousEnd: number): { all: Paragraph[]; isOnLine: boolean } {
    const all: Paragraph[] = []
    let current: Paragraph | undefined
    let isOnLine = false
    for (let index = first; index <= last; index++) {
      const start = this.#start(index)
      const end = this.#end(index)
      const isBlock = this.#text.charCodeAt(start + 1) === Char.Asterisk
      if (current !== undefined && (isBlock || this.#newlines(current.end, start) > 1)) current = undefined
      if (current !== undefined) {
        current.end = end
        current.text += this.#lineText(start, end)
        continue
      }
      const paragraph: Paragraph = {
        start,
        end,
        text: isBlock ? this.#blockText(start, end) : this.#lineText(start, end),
      }
      all.push(paragraph)
      if (isBlock) continue
      if (previousEnd >= 0 && this.#newlines(previousEnd, start) === 0) {
        isOnLine = true
        paragraph.text = this.#text.slice(start + 2, end)
      } else current = paragraph
    }
    return { all, isOnLine }
  }

  /** Whether the first paragraph goes to the token in front. */
  #donates(paragraphs: readonly Paragraph[], isOnLine: boolean, previousEnd: number, next: number): boolean {
    const first = paragraphs[0]
    if (first === undefined || previousEnd < 0) return false
    if (isOnLine) return true
    if (this.#newlines(previousEnd, first.start) > 1) return false
    return paragraphs.length > 1 || isCloser(this.#text.charCodeAt(next)) || this.#newlines(first.end, next) > 1
  }

  /**
   * Detached comments begin with the first paragraph that an empty line separates from both tokens, and go on to the
   * last one. The beginning of the file and of a body need no empty line; and the empty line behind may also follow the
   * token, which only shows for a block comment in front of it on its line.
   */
  #detached(paragraphs: readonly Paragraph[], previousEnd: number, next: number): readonly string[] {
    if (paragraphs.length === 0) return []
    const isFirstInBody = previousEnd <= 0 || opensBody(this.#text.charCodeAt(previousEnd - 1))
    const limit = this.#tokenBehind(next)
    const first = paragraphs.findIndex(
      ({ start, end }) => (isFirstInBody || this.#newlines(previousEnd, start) > 1) && this.#newlines(end, limit) > 1,
    )
    return first === -1 ? [] : paragraphs.slice(first).map(({ text }) => text)
  }

  /** Where the token behind the one at this offset starts. */
  #tokenBehind(token: number): number {
    let at = token + 1
    if (isWord(this.#text.charCodeAt(token))) while (isWord(this.#text.charCodeAt(at))) at++
    at = this.#skipBlank(at)
    for (let index = this.#lastBefore(at) + 1; this.#start(index) === at && at < this.#text.length; index++) {
      at = this.#skipBlank(this.#end(index))
    }
    return at
  }

  /** A line comment without its slashes, with its line feed. */
  #lineText(start: number, end: number): string {
    return end < this.#text.length ? this.#text.slice(start + 2, end + 1) : this.#text.slice(start + 2, end)
  }

  /** A block comment without its marks; later lines lose their indentation and one asterisk. */
  #blockText(start: number, end: number): string {
    const lines = this.#text.slice(start + 2, end - 2).split('\n')
    return lines.map((line, index) => (index === 0 ? line : line.replace(/^\s*\*?/, ''))).join('\n')
  }
}

const BYTE_ORDER_MARK = 0xfeff

function opensBody(ch: number): boolean {
  return ch === Char.OpenBrace || ch === BYTE_ORDER_MARK
}

function isBlank(ch: number): boolean {
  return ch === Char.Space || (ch >= Char.Tab && ch <= Char.Cr)
}

function isCloser(ch: number): boolean {
  return ch === Char.CloseBrace || ch === Char.CloseBracket || ch === Char.CloseParen
}
