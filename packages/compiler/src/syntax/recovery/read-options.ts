import { Char } from '../char.ts'
import type { Cursor } from './cursor.ts'
import type { LooseOption, LooseOptions } from './loose.ts'
import { readList } from './read-list.ts'
import { readPath } from './read-path.ts'
import { readValue } from './read-value.ts'
import type { Reader } from './reader.ts'

/** `"[" option { "," option } "]"`; undefined when no bracket stands here. */
export function tryReadOptions(reader: Reader, cursor: Cursor): LooseOptions | undefined {
  if (!cursor.isGroup(Char.OpenBracket)) return undefined
  const { start, stop } = cursor
  const options = readList(reader, cursor.children(cursor.next()), {
    wanted: 'an option',
    delimiters: [Char.Comma],
    needsDelimiter: true,
    allowsTrailing: false,
    isWhole: true,
    starts: ({ canStartPath }) => canStartPath,
    readElement: (inner) => readOption(reader, inner),
  })
  return { start, end: stop, options }
}

/** `path "=" value`. An option without a value ends the list. */
function readOption(reader: Reader, cursor: Cursor): LooseOption | undefined {
  const path = readPath(reader, cursor, 'the name of an option')
  if (path === undefined) return undefined
  if (cursor.kind !== Char.Equals) reader.expected(cursor, '`=`')
  if (cursor.kind === Char.Equals || cursor.kind === Char.Colon) cursor.next()
  const value = readValue(reader, cursor, 'statement')
  return value && { start: path.start, end: value.end, path, value }
}
