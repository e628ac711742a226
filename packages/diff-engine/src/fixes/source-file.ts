import { type ImageFile, TextPositions } from '@wireproof/compiler'

/** A range of a text: `[start, end)`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** One step of indentation. */
const INDENT = '  '

/** A file with its text, in which elements can be found by their SourceCodeInfo paths. */
export class SourceFile {
  readonly image: ImageFile
  readonly text: string
  readonly #positions: TextPositions

  constructor(image: ImageFile, text: string) {
    this.image = image
    this.text = text
    this.#positions = new TextPositions(text)
  }

  get newline(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n'
  }

  /** Where the element of a path is; undefined when the text does not have it. */
  rangeOf(path: readonly number[]): Range | undefined {
    const span = this.image.locate(path)
    return span && this.#toRange(span)
  }

  /** The text of an element. */
  textOf(path: readonly number[]): string | undefined {
    const range = this.rangeOf(path)
    return range && this.text.slice(range.start, range.end)
  }

  /** The ranges of all locations with exactly this path: those of `extend` blocks share one. */
  rangesOf(path: readonly number[]): Range[] {
    const found = this.image.locationsUnder(path).filter((location) => location.path.length === path.length)
    return found.map(({ span }) => this.#toRange(span))
  }

  /** The `//` comments right above an element, a line each; '' when there are none. */
  commentsAbove({ start }: Range): string {
    const lineStart = this.#lineStart(start)
    if (this.text.slice(lineStart, start).trim() !== '') return ''
    const lines = this.text.slice(0, lineStart).split('\n')
    lines.pop()
    const comments: string[] = []
    for (let line = lines.pop()?.trim(); line?.startsWith('//'); line = lines.pop()?.trim()) comments.unshift(line)
    return comments.map((line) => `${line}\n`).join('')
  }

  /** White space at the start of the line of an offset. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.#lineStart(offset)))?.[0] ?? ''
  }

  /** What to take out so that a statement is gone: its lines, if it has them for itself. */
  statementRange({ start, end }: Range): Range {
    const lineStart = this.#lineStart(start)
    const lineEnd = this.text.indexOf('\n', end)
    const behind = this.text.slice(end, lineEnd === -1 ? undefined : lineEnd)
    if (this.text.slice(lineStart, start).trim() !== '' || behind.trim() !== '') return { start, end }
    return { start: lineStart, end: lineEnd === -1 ? this.text.length : lineEnd + 1 }
  }

  /** Where and how to put statements at the end of a body `{ … }`, whose closing brace ends at `end`. */
  insertionBefore(end: number, statements: string): { at: number; text: string } {
    const brace = end - 1
    const lineStart = this.#lineStart(brace)
    const indent = this.text.slice(lineStart, brace)
    if (indent.trim() !== '') return { at: brace, text: ` ${oneLine(statements)} ` }
    return { at: lineStart, text: this.#indented(statements, indent + INDENT) }
  }

  /** Where and how to put statements right before an element. */
  insertionAt({ start }: Range, statements: string): { at: number; text: string } {
    const lineStart = this.#lineStart(start)
    const indent = this.text.slice(lineStart, start)
    if (indent.trim() !== '') return { at: start, text: `${oneLine(statements)} ` }
    return { at: lineStart, text: this.#indented(statements, indent) }
  }

  /** A dedented text that takes the place of an element: its further lines get the indentation of the element's. */
  reindented(text: string, { start }: Range): string {
    return text.split('\n').join(this.newline + this.indentAt(start))
  }

  #indented(text: string, indent: string): string {
    const lines = text.replace(/\n$/, '').split('\n')
    return lines.map((line) => (line === '' ? line : indent + line) + this.newline).join('')
  }

  #lineStart(offset: number): number {
    return offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1
  }

  #toRange({ start, end }: { start: Position; end: Position }): Range {
    return { start: this.#positions.offsetOf(start), end: this.#positions.offsetOf(end) }
  }
}

type Position = Parameters<TextPositions['offsetOf']>[0]

/** A text with `indent` taken off every line but the first, and lines that end in a line feed. */
export function dedent(text: string, indent: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n')
}

/** Comments that end with their line would swallow what comes behind. */
function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines
    .filter((line) => !line.startsWith('//'))
    .join(' ')
    .trim()
}
