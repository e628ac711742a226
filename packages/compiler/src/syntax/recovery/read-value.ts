import { Char } from '../char.ts'
import { Tok } from '../scanner.ts'
import { Cursor } from './cursor.ts'
import type { LooseField, LooseValue } from './loose.ts'
import { readList } from './read-list.ts'
import { readPath } from './read-path.ts'
import type { Reader } from './reader.ts'

/** Where a value stands: in lists and messages, `key: value` is one. */
export type ValuePlace = 'statement' | 'list' | 'message'

const WANTED = 'a value: a name, a number, a string or `{ … }`'

/** Reads a value of any form. Undefined, with a report, where none can start. */
export function readValue(reader: Reader, cursor: Cursor, place: ValuePlace): LooseValue | undefined {
  const first = readSigned(reader, cursor)
  if (first === undefined || cursor.isDone) return first
  if (place !== 'statement') {
    const hasColon = cursor.kind === Char.Colon || cursor.kind === Char.Equals
    if (cursor.kind === Char.Equals) reader.expected(cursor, '`:`')
    if (hasColon) cursor.next()
    if (hasColon || (place === 'message' && isBracket(cursor))) {
      const value = readRange(reader, cursor, readSigned(reader, cursor))
      return { kind: 'field', start: first.start, end: value?.end ?? cursor.previousStop, key: first, hasColon, value }
    }
  }
  return readRange(reader, cursor, first)
}

function isBracket(cursor: Cursor): boolean {
  return cursor.isGroup(Char.OpenBrace) || cursor.isGroup(Char.OpenBracket) || cursor.kind === Char.Less
}

/** `value [ "to" value ]` */
function readRange(reader: Reader, cursor: Cursor, first: LooseValue | undefined): LooseValue | undefined {
  if (first === undefined || !cursor.isWord('to') || !leadsToEnd(cursor)) return first
  const { stop } = cursor
  cursor.next()
  const last = reader.nest(first, () => readRange(reader, cursor, readSigned(reader, cursor)))
  return { kind: 'to', start: first.start, end: last?.end ?? stop, first, last }
}

/** Whether `to` stands between the ends of a range. In front of these marks it is a name. Source: observed of buf. */
function leadsToEnd(cursor: Cursor): boolean {
  const next = new Cursor(cursor.tree, cursor.index + 1, cursor.end)
  return next.kind !== Char.Equals && next.kind !== Char.Colon && !isBracket(next)
}

/** `{ "-" } value` */
function readSigned(reader: Reader, cursor: Cursor): LooseValue | undefined {
  const { start, stop } = cursor
  if (cursor.kind !== Char.Minus) return readAlone(reader, cursor)
  cursor.next()
  const operand = reader.nest({ start, end: stop }, () => readSigned(reader, cursor))
  return { kind: 'minus', start, end: operand?.end ?? stop, operand }
}

function readAlone(reader: Reader, cursor: Cursor): LooseValue | undefined {
  const { start, stop, kind } = cursor
  if (kind === Tok.String) return { kind: 'string', start, end: stop, index: cursor.next() }
  if (kind === Tok.Int || kind === Tok.Float) return { kind: 'number', start, end: stop, index: cursor.next() }
  if (cursor.canStartPath) {
    const path = readPath(reader, cursor, WANTED)
    return path && { kind: 'path', start, end: path.end, path }
  }
  if (!isBracket(cursor)) {
    reader.expected(cursor, WANTED)
    return undefined
  }
  const value = reader.nest({ start, end: start + 1 }, () => readBracket(reader, cursor))
  if (value !== undefined) return value
  cursor.next()
  return { kind: 'too-deep', start, end: stop }
}

function readBracket(reader: Reader, cursor: Cursor): LooseValue {
  const { start, stop } = cursor
  const isAngle = cursor.kind === Char.Less
  const isList = cursor.kind === Char.OpenBracket
  const open = cursor.next()
  if (isList) {
    const values = readList(reader, cursor.children(open), {
      wanted: 'a value',
      delimiters: [Char.Comma],
      needsDelimiter: true,
      allowsTrailing: false,
      isWhole: true,
      starts: ({ canStartValue }) => canStartValue,
      readElement: (inner) => readValue(reader, inner, 'list'),
    })
    return { kind: 'list', start, end: stop, values }
  }
  const fields = readList(reader, isAngle ? cursor : cursor.children(open), {
    wanted: 'a field',
    delimiters: [Char.Comma, Char.Semicolon],
    needsDelimiter: false,
    allowsTrailing: true,
    isWhole: !isAngle,
    starts: ({ canStartValue }) => canStartValue,
    stops: ({ kind }) => isAngle && kind === Char.Greater,
    readElement: (inner) => readField(reader, inner),
  })
  if (!isAngle) return { kind: 'message', start, end: stop, fields }
  takeGreater(cursor)
  return { kind: 'message', start, end: Math.max(stop, cursor.previousStop), fields }
}

function takeGreater(cursor: Cursor): void {
  if (cursor.kind === Char.Greater) cursor.next()
}

function readField(reader: Reader, cursor: Cursor): LooseField | undefined {
  const value = readValue(reader, cursor, 'message')
  if (value === undefined || value.kind === 'field') return value
  reader.fault(value, 'A field of a message is a name, a colon and a value, and this is less.')
  return { kind: 'field', start: value.start, end: value.end, key: undefined, hasColon: false, value }
}
