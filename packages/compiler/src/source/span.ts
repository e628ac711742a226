/**
 * A position for people: 1-based line and 1-based column. Diagnostics count columns in UTF-8 bytes, as buf's do; places of
 * descriptor elements count them as SourceCodeInfo does (tab stops, wide characters), plus one.
 */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A half-open range of text for people. `end` is the position just behind the last character. */
export interface Span {
  readonly start: Position
  readonly end: Position
}
