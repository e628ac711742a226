import type { Source } from '../source/source.ts'
import type { Comments } from './comments.ts'

/** Which tokens the comments of a location come from: the start of its first token, and the start of its closing one. */
export interface CommentTokens {
  readonly first: number
  readonly close: number
}

/** One entry of SourceCodeInfo. Comments that are not there are "". */
export interface Location {
  readonly path: readonly number[]
  /** `[line, column, endColumn]` or `[line, column, endLine, endColumn]`, from 0. */
  readonly span: readonly number[]
  readonly leading: string
  readonly trailing: string
  readonly detached: readonly string[]
}

const NO_STRINGS: readonly string[] = []

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
    const span = this.#span(start, end)
    if (tokens === undefined || this.#comments === undefined)
      return { path, span, leading: '', trailing: '', detached: NO_STRINGS }
    const { leading, detached } = this.#comments.before(tokens.first)
    return { path, span, leading, trailing: this.#comments.after(tokens.close + 1), detached }
  }

  /**
   * All locations, sorted by their spans as lists of numbers; those with equal spans stay as they were added.
   * Source: observed of `buf build` 1.75.
   */
  sorted(): readonly Location[] {
    return this.#locations.sort((a, b) => compareSpans(a.span, b.span))
  }

  #span(start: number, end: number): readonly number[] {
    const source = this.#source
    const line = source.lineOf(start)
    const endLine = source.lineOf(end)
    const column = source.columnOf(start, line)
    const endColumn = source.columnOf(end, endLine)
    return line === endLine ? [line, column, endColumn] : [line, column, endLine, endColumn]
  }
}

function compareSpans(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
