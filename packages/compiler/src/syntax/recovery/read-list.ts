import type { Token } from '../scanner.ts'
import type { Cursor } from './cursor.ts'
import type { Reader } from './reader.ts'

/** How the elements of a list stand beside each other. */
export interface ListGrammar<T> {
  /** What an element is, for messages. */
  readonly wanted: string
  readonly delimiters: readonly Token[]
  /** Whether there must be a delimiter between two elements. */
  readonly needsDelimiter: boolean
  readonly allowsTrailing: boolean
  /** Whether the list takes all that the cursor has left. Otherwise what `stops` says, or what is no element, ends it. */
  readonly isWhole: boolean
  readonly starts: (cursor: Cursor) => boolean
  readonly stops?: (cursor: Cursor) => boolean
  /** Undefined when it has reported that there is none. */
  readonly readElement: (cursor: Cursor) => T | undefined
}

/** Reads elements with delimiters between them, and reports delimiters that miss, are too many, or stand outside. */
export function readList<T extends { start: number; end: number }>(
  reader: Reader,
  cursor: Cursor,
  grammar: ListGrammar<T>,
): T[] {
  const { wanted, delimiters, needsDelimiter, isWhole } = grammar
  const isDelimiter = (): boolean => delimiters.includes(cursor.kind)
  const stops = (): boolean => grammar.stops?.(cursor) === true
  const elements: T[] = []
  let delimiterStart = -1
  if (isDelimiter()) {
    reader.expected(cursor, wanted)
    cursor.next()
  }
  while (!cursor.isDone) {
    const isBehindGarbage = !grammar.starts(cursor)
    if (isBehindGarbage) {
      if (stops()) break
      reader.expected(cursor, elements.length > 0 && delimiterStart < 0 && needsDelimiter ? '`,`' : wanted)
      do cursor.next()
      while (!cursor.isDone && !grammar.starts(cursor) && !stops())
    }
    const element = grammar.readElement(cursor)
    if (element === undefined) break
    if (!isBehindGarbage && needsDelimiter && elements.length > 0 && delimiterStart < 0) {
      reader.fault(element, 'There is no `,` in front of this.')
    }
    delimiterStart = readDelimiters(reader, cursor, isDelimiter, wanted)
    elements.push(element)
    if (delimiterStart < 0 && needsDelimiter && !isWhole && (grammar.stops === undefined || stops())) break
  }
  if (isWhole && !cursor.isDone) {
    reader.expected(cursor, wanted)
  } else if (!grammar.allowsTrailing && delimiterStart >= 0) {
    const comma = { start: delimiterStart, end: delimiterStart + 1 }
    reader.error('trailing-comma', comma, 'Nothing follows this comma.', 'Remove it.')
  }
  return elements
}

/** Takes all delimiters that stand here. Where the first one is, or -1. */
function readDelimiters(reader: Reader, cursor: Cursor, isDelimiter: () => boolean, wanted: string): number {
  if (!isDelimiter()) return -1
  const { start } = cursor
  cursor.next()
  while (isDelimiter()) {
    reader.expected(cursor, wanted)
    cursor.next()
  }
  return start
}
