import { advanceColumn } from './column-width.ts'
import { Source } from './source.ts'
import type { Position } from './span.ts'

/**
 * Turns places of descriptor elements, as `ImageFile.locate` gives them, back into offsets of the text that they were
 * made from: UTF-16 code units, as strings of JavaScript count.
 */
export class TextPositions {
  readonly #text: string
  readonly #source: Source

  constructor(text: string) {
    this.#text = text
    this.#source = new Source('', text)
  }

  /** The offset of a place. One behind the end of its line, or behind the last line, counts as that end. */
  offsetOf({ line, column }: Position): number {
    const starts = this.#source.lineStarts()
    const start = starts[line - 1] ?? this.#text.length
    const end = starts[line] === undefined ? this.#text.length : starts[line] - 1
    // Most lines have nothing in them that is wider or narrower than one column.
    const guess = Math.min(start + column - 1, end)
    if (!/[^\x20-\x7e]/.test(this.#text.slice(start, guess))) return guess
    let at = start
    for (let reached = 0; at < end && reached < column - 1; ) {
      at += (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
      reached = advanceColumn(this.#text, start, at, 0)
    }
    return at
  }
}
