import { advanceColumn } from '../source/column-width.ts'
import type { Source } from '../source/source.ts'
import type { Position, Span } from '../source/span.ts'

/** One line of source text ready for a terminal, and what goes below it. */
export interface SnippetLine {
  /** From 1. */
  readonly number: number
  /** Without tabs and control characters; cut, with `…`, where it is very long. */
  readonly text: string
  /** Blanks, then `^` under what is meant. */
  readonly underline: string
}

/** What is shown in front of the span when a line is cut, in characters: enough to see where one is. */
const LEAD = 30

/** C0 and C1 controls, line separators, marks that turn the direction of text around, halves of pairs. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const BYTE_ORDER_MARK = 0xfeff

/**
 * Cuts lines out of one text. Asking for spans in ascending order is linear in the text, however long its lines are.
 */
export class Snippets {
  readonly #source: Source
  readonly #width: number
  #cursor = { lineStart: 0, at: 0, bytes: 0 }

  /** `width` is the most columns that a line may take. */
  constructor(source: Source, width: number) {
    this.#source = source
    this.#width = width
  }

  /** The lines of a span: one, or the first and the last one of several. None if the text has no such line. */
  linesOf({ start, end }: Span): readonly SnippetLine[] {
    const first = this.#rangeOf(start.line)
    const last = this.#rangeOf(end.line)
    if (first === undefined || last === undefined) return []
    const from = this.#offsetOf(start, first)
    if (start.line === end.line) return [this.#cut(start.line, first, from, this.#offsetOf(end, first))]
    const top = this.#cut(start.line, first, from, first.end)
    const firstWord = /\S/.exec(this.#source.text.slice(last.start, Math.min(last.end, last.start + this.#width)))
    const to = this.#offsetOf(end, last)
    return [top, this.#cut(end.line, last, Math.min(to, last.start + (firstWord?.index ?? 0)), to)]
  }

  /** A line without its line break. */
  #rangeOf(line: number): TextRange | undefined {
    const starts = this.#source.lineStarts()
    const start = starts[line - 1]
    if (start === undefined) return undefined
    const { text } = this.#source
    let end = (starts[line] ?? text.length + 1) - 1
    if (end > start && text.charCodeAt(end - 1) === 0x0d) end--
    return { start, end }
  }

  /** The offset of a position, whose column counts UTF-8 bytes. */
  #offsetOf({ column }: Position, line: TextRange): number {
    const wanted = column - 1
    const last = this.#cursor
    const goesOn = last.lineStart === line.start && last.bytes <= wanted
    let { at, bytes } = goesOn ? last : { at: line.start, bytes: 0 }
    const { text } = this.#source
    while (at < line.end && bytes < wanted) {
      const code = text.codePointAt(at) ?? 0
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
      at += code < 0x1_0000 ? 1 : 2
    }
    this.#cursor = { lineStart: line.start, at, bytes }
    return at
  }

  /** The part of a line around a range, as it is to be shown. */
  #cut(number: number, line: TextRange, start: number, end: number): SnippetLine {
    const { text } = this.#source
    const isLong = line.end - line.start > this.#width
    let from = isLong ? Math.max(line.start, Math.min(start - LEAD, line.end - this.#width)) : line.start
    if (from > line.start && isLowHalf(text, from)) from++
    if (from === line.start && text.charCodeAt(from) === BYTE_ORDER_MARK) from++
    let to = Math.min(line.end, from + this.#width)
    if (to < line.end && isLowHalf(text, to)) to--
    const shown = text.slice(from, to).replace(UNSAFE, (char) => (char < '\x20' ? pictureOf(char) : '\ufffd'))
    const before = from > line.start && from > 1 ? '…' : ''
    const startColumn = advanceColumn(shown, 0, Math.max(0, start - from), before.length)
    const endColumn = advanceColumn(shown, Math.max(0, start - from), Math.min(end, to) - from, startColumn)
    return {
      number,
      text: `${before}${expandTabs(shown, before.length)}${to < line.end ? '…' : ''}`.trimEnd(),
      underline: ' '.repeat(startColumn) + '^'.repeat(Math.max(1, endColumn - startColumn)),
    }
  }
}

interface TextRange {
  readonly start: number
  readonly end: number
}

function isLowHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

/** The picture of a C0 control: U+2400 SYMBOL FOR NULL and those behind it. */
function pictureOf(char: string): string {
  return String.fromCharCode(0x2400 + char.charCodeAt(0))
}

function expandTabs(text: string, firstColumn: number): string {
  let column = firstColumn
  let expanded = ''
  for (const [index, piece] of text.split('\t').entries()) {
    if (index > 0) {
      const next = advanceColumn('\t', 0, 1, column)
      expanded += ' '.repeat(next - column)
      column = next
    }
    expanded += piece
    column = advanceColumn(piece, 0, piece.length, column)
  }
  return expanded
}
