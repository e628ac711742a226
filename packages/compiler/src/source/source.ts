import type { Position, Span } from './span.ts'

/**
 * The text of one file. Everything inside the compiler is a UTF-16 offset into `text`; lines and columns are made here
 * only, and only when somebody asks.
 */
export class Source {
  readonly path: string
  readonly text: string
  #lineStarts: number[] | undefined

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  /** The 1-based line and column of an offset. Offsets past the end count as the end. */
  locate(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length))
    const lineStarts = this.lineStarts()
    const line = findLine(lineStarts, at)
    return { line: line + 1, column: countColumns(this.text, lineStarts[line] ?? 0, at) + 1 }
  }

  span(start: number, end: number): Span {
    return { start: this.locate(start), end: this.locate(end) }
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
}

/** The index of the line that holds the offset. */
function findLine(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The 0-based column of `offset` in the line that starts at `lineStart`. */
export function countColumns(_text: string, lineStart: number, offset: number): number {
  return offset - lineStart
}
