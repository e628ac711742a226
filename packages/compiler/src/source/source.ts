import { advanceColumn } from './column-width.ts'
import type { Position, Span } from './span.ts'

/** Past this length of a line its columns are kept once computed, so that asking often costs no more than asking once. */
const LONG_LINE = 2000

/** A space or a printable ASCII character takes one byte and one column; a line of others is counted character by character. */
const HAS_OTHERS = /[^\n\r\x20-\x7e]|\r(?!\n)/

/**
 * The text of one file. Everything inside the compiler is a UTF-16 offset into `text`; lines and columns are made here
 * only, and only when somebody asks.
 *
 * There are two kinds of columns. Diagnostics count UTF-8 bytes, a byte order mark included; SourceCodeInfo counts what
 * a terminal shows. They differ only behind tabs and characters outside of ASCII.
 * Source: observed of `buf build` 1.75.
 */
export class Source {
  readonly path: string
  readonly text: string
  #lineStarts: number[] | undefined
  #lastLine = 0
  #isPlain: boolean | undefined
  #lastBytes = { lineStart: 0, at: 0, bytes: 0 }
  readonly #longLines = new Map<number, Uint32Array>()

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  /** The line and column of an offset as diagnostics show them. Offsets past the end count as the end. */
  locate(offset: number): Position {
    const at = this.#clamp(offset)
    const line = this.lineOf(at)
    const start = this.lineStarts()[line] ?? 0
    return { line: line + 1, column: (this.#plain() ? at - start : this.#bytesBefore(start, at)) + 1 }
  }

  span(start: number, end: number): Span {
    return { start: this.locate(start), end: this.locate(end) }
  }

  /** The 0-based line of an offset. Most questions are about the line of the one before, or a line or two behind it. */
  lineOf(offset: number): number {
    const lineStarts = this.lineStarts()
    for (let line = this.#lastLine; line < this.#lastLine + 3; line++) {
      if ((lineStarts[line] ?? 0) > offset) break
      if (offset >= (lineStarts[line + 1] ?? Number.POSITIVE_INFINITY)) continue
      this.#lastLine = line
      return line
    }
    let low = 0
    let high = lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    this.#lastLine = low
    return low
  }

  /** The 0-based column of an offset as SourceCodeInfo has it. `line` is the line of the offset. */
  columnOf(offset: number, line: number): number {
    const start = this.lineStarts()[line] ?? 0
    if (this.#plain()) return offset - start
    const end = this.lineStarts()[line + 1] ?? this.text.length
    if (end - start <= LONG_LINE) return advanceColumn(this.text, start, offset, 0)
    return this.#longLine(line, start, end)[offset - start] ?? 0
  }

  /** The offset of the first character of each line. Only a line feed ends a line. Built on first use. */
  lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const { text } = this
      const starts = [0]
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
      this.#lineStarts = starts
    }
    return this.#lineStarts
  }

  /** The UTF-8 length of a line up to an offset. Goes on from where it was asked last, as reports mostly go forward. */
  #bytesBefore(lineStart: number, at: number): number {
    const last = this.#lastBytes
    const goesOn = last.lineStart === lineStart && last.at <= at
    const bytes = goesOn ? last.bytes + countBytes(this.text, last.at, at) : countBytes(this.text, lineStart, at)
    this.#lastBytes = { lineStart, at, bytes }
    return bytes
  }

  #clamp(offset: number): number {
    return Math.max(0, Math.min(offset, this.text.length))
  }

  /** Whether bytes, columns and offsets are the same throughout the text. */
  #plain(): boolean {
    this.#isPlain ??= !HAS_OTHERS.test(this.text)
    return this.#isPlain
  }

  /** The column of each offset of a line. */
  #longLine(line: number, start: number, end: number): Uint32Array {
    let columns = this.#longLines.get(line)
    if (columns === undefined) {
      columns = new Uint32Array(end - start + 1)
      let column = 0
      for (let at = start; at < end; ) {
        const next = at + ((this.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
        column = advanceColumn(this.text, at, next, column)
        columns.fill(column, next - start, next - start + 2)
        at = next
      }
      this.#longLines.set(line, columns)
    }
    return columns
  }
}

/** The length of `text[start, end)` in UTF-8. */
function countBytes(text: string, start: number, end: number): number {
  let bytes = 0
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    // Each half of a pair counts as two of its four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3
  }
  return bytes
}
