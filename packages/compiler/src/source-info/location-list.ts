import type { Source } from '../source/source.ts'
import type { Comments } from './comments.ts'

/** Which tokens the comments of a location come from: the start of its first token, and the start of its closing one. */
export interface CommentTokens {
  readonly first: number
  readonly close: number
}

/** A place in SourceCodeInfo: lines and columns from 0, the end exclusive. */
export interface PlainLocation {
  readonly path: readonly number[]
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** One entry of SourceCodeInfo. Comments that are not there are "". */
export interface Location extends PlainLocation {
  readonly leading: string
  readonly trailing: string
  readonly detached: readonly string[]
}

const NO_COMMENTS = { leading: '', detached: [] }

/** Takes ranges of text and makes locations of them. */
export class LocationList {
  readonly #source: Source
  readonly #comments: Comments | undefined
  readonly #locations: Location[] = []

  /** Without `comments`, locations have none. */
  constructor(source: Source, comments: Comments | undefined) {
    this.#source = source
    this.#comments = comments
  }

  /** Adds a location. Without `tokens` it has no comments. */
  add(path: readonly number[], start: number, end: number, tokens?: CommentTokens): void {
    this.#locations.push(this.at(path, start, end, tokens))
  }

  /** Makes a location that is not added. */
  at(path: readonly number[], start: number, end: number, tokens?: CommentTokens): Location {
    const source = this.#source
    const comments = tokens === undefined ? undefined : this.#comments
    const { leading, detached } =
      comments === undefined || tokens === undefined ? NO_COMMENTS : comments.before(tokens.first)
    const trailing = comments === undefined || tokens === undefined ? '' : comments.after(tokens.close + 1)
    const line = source.lineOf(start)
    const column = source.columnOf(start, line)
    const endLine = source.lineOf(end)
    const endColumn = source.columnOf(end, endLine)
    return { path, line, column, endLine, endColumn, leading, trailing, detached }
  }

  /**
   * All locations, sorted by their spans as SourceCodeInfo writes them, lists of numbers that leave out the last line
   * when it is the first one; those with equal spans stay as they were added.
   * Source: observed of `buf build` 1.75.
   */
  sorted(): readonly Location[] {
    return this.#locations.sort(compareSpans)
  }
}

function compareSpans(a: Location, b: Location): number {
  if (a.line !== b.line) return a.line - b.line
  if (a.column !== b.column) return a.column - b.column
  const isShort = a.line === a.endLine
  const isOtherShort = b.line === b.endLine
  const third = (isShort ? a.endColumn : a.endLine) - (isOtherShort ? b.endColumn : b.endLine)
  if (third !== 0) return third
  if (isShort !== isOtherShort) return isShort ? -1 : 1
  return isShort ? 0 : a.endColumn - b.endColumn
}
