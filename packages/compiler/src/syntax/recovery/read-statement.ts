import { Char } from '../char.ts'
import { Tok } from '../scanner.ts'
import { Cursor } from './cursor.ts'
import type {
  LooseImport,
  LooseModifier,
  LoosePath,
  LooseRanges,
  LooseStatement,
  LooseType,
  LooseValue,
} from './loose.ts'
import { readDefinition } from './read-definition.ts'
import { readList } from './read-list.ts'
import { tryReadOptions } from './read-options.ts'
import { readPath } from './read-path.ts'
import { readTypeAndName } from './read-type.ts'
import { readValue } from './read-value.ts'
import type { Reader } from './reader.ts'

const WANTED = 'a declaration'
/** So many stray tokens in a row, and more, are skipped without an error. Source: observed of `buf build`. */
const IGNORED_RUN = 3
const MODIFIERS = new Set(['optional', 'required', 'repeated', 'export', 'local', 'weak', 'public', 'option', 'stream'])

/** Reads statements up to the end, one after the other. */
export function* readStatements(reader: Reader, cursor: Cursor, isFile: boolean): Generator<LooseStatement> {
  while (!cursor.isDone) {
    skipStray(reader, cursor)
    const statement = cursor.isDone ? undefined : readStatement(reader, cursor, isFile)
    if (statement !== undefined) yield statement
  }
}

/** Skips what cannot start a statement. */
function skipStray(reader: Reader, cursor: Cursor): void {
  const { index, start } = cursor
  let count = 0
  for (; !cursor.isDone && !cursor.canStartStatement; count++) cursor.next()
  if (count === 0) return
  if (count >= IGNORED_RUN) {
    const hint = 'Remove it, or correct the declaration that it was meant to be.'
    reader.warn('ignored-text', { start, end: cursor.previousStop }, 'This is no declaration, and is ignored.', hint)
  } else {
    reader.expected(new Cursor(cursor.tree, index, cursor.end), WANTED)
  }
}

function readStatement(reader: Reader, cursor: Cursor, isFile: boolean): LooseStatement | undefined {
  const { start, stop, index } = cursor
  if (cursor.kind === Char.Semicolon) {
    cursor.next()
    return { kind: 'empty', start, end: stop }
  }
  if (cursor.isGroup(Char.OpenBrace)) return { kind: 'body', start, end: stop, body: cursor.next() }
  const head = readTypeAndName(reader, cursor, 'statement', true)
  if (head === undefined) return undefined
  const { type, name } = head
  const isAssigned = cursor.kind === Char.Equals
  const keywordStart = type.path.start
  switch (keywordOf(type)) {
    case 'syntax':
    case 'edition':
      // The name behind it, which cannot be, is what must be reported about.
      if (isFile) return readSyntax(reader, cursor, keywordStart, keywordOf(type) === 'edition')
      break
    case 'package':
      if (isFile) return readPackage(reader, cursor, keywordStart, name)
      break
    case 'import': {
      const isField = !isFile && name !== undefined && name.parts.length === 1 && cursor.kind !== Tok.String
      if (!isField && !isAssigned) return readImport(reader, cursor, keywordStart, name)
      break
    }
    case 'reserved':
    case 'extensions':
      if (isAssigned) break
      cursor.index = index
      return readRanges(reader, cursor)
  }
  return readDefinition(reader, cursor, type, name)
}

/** The word that a type is, when it is nothing else. Words in front of it do not count. */
function keywordOf({ path, args }: LooseType): string {
  const [part, ...others] = path.parts
  const isWord = part !== undefined && others.length === 0 && part.separator === ''
  return isWord && args === undefined ? part.word : ''
}

/** Takes the `;` of a statement, or reports that it misses. */
function endStatement(reader: Reader, cursor: Cursor): boolean {
  if (cursor.kind === Char.Semicolon) {
    cursor.next()
    return true
  }
  reader.expectedEnd(cursor)
  return false
}

/** `( "syntax" | "edition" ) "=" value ";"`, behind its keyword. */
function readSyntax(reader: Reader, cursor: Cursor, start: number, isEdition: boolean): LooseStatement {
  let value: LooseValue | undefined
  const hasEquals = cursor.kind === Char.Equals
  if (hasEquals) cursor.next()
  else reader.expected(cursor, '`=`')
  if (hasEquals || cursor.canStartValue) value = readValue(reader, cursor, 'statement')
  const options = tryReadOptions(reader, cursor)
  if (cursor.kind === Char.Semicolon) cursor.next()
  else if (value !== undefined) reader.expectedEnd(cursor)
  return { kind: 'syntax', start, end: cursor.previousStop, isEdition, value, options }
}

/** `"package" path ";"`, behind the path. */
function readPackage(reader: Reader, cursor: Cursor, start: number, name: LoosePath | undefined): LooseStatement {
  const options = tryReadOptions(reader, cursor)
  endStatement(reader, cursor)
  return { kind: 'package', start, end: cursor.previousStop, name, options }
}

/** `"import" { modifier } value ";"`; a name behind `import` has been read already. */
function readImport(reader: Reader, cursor: Cursor, start: number, name: LoosePath | undefined): LooseImport {
  const modifiers: LooseModifier[] = []
  let path = name
  for (let word = wordOf(path); path !== undefined && MODIFIERS.has(word); word = wordOf(path)) {
    modifiers.push({ start: path.start, end: path.end, word })
    path = cursor.canStartPath ? readPath(reader, cursor, 'the path of a file in quotes') : undefined
  }
  let value: LooseValue | undefined
  if (path !== undefined) value = { kind: 'path', start: path.start, end: path.end, path }
  else if (cursor.canStartValue) value = readValue(reader, cursor, 'statement')
  const options = tryReadOptions(reader, cursor)
  const hasSemicolon = endStatement(reader, cursor)
  return { kind: 'import', start, end: cursor.previousStop, modifiers, path: value, options, hasSemicolon }
}

function wordOf(path: LoosePath | undefined): string {
  const [part] = path?.parts ?? []
  return path?.parts.length === 1 && part?.separator === '' ? part.word : ''
}

/** `( "reserved" | "extensions" ) value { "," value } [ options ] ";"` */
function readRanges(reader: Reader, cursor: Cursor): LooseRanges {
  const { start } = cursor
  const isReserved = cursor.isWord('reserved')
  cursor.next()
  let isBroken = false
  let lineOfLast = -1
  const values = cursor.isGroup(Char.OpenBracket)
    ? []
    : readList<LooseValue>(reader, cursor, {
        wanted: 'a number, a range of numbers or a name',
        delimiters: [Char.Comma],
        needsDelimiter: true,
        allowsTrailing: false,
        isWhole: false,
        starts: ({ canStartValue }) => canStartValue,
        stops: (at) => {
          if (at.kind === Char.Semicolon || at.isGroup(Char.OpenBracket)) return true
          // A word on a later line begins the next statement.
          return lineOfLast >= 0 && at.kind === Tok.Ident && reader.source.lineOf(at.start) !== lineOfLast
        },
        readElement: () => {
          lineOfLast = reader.source.lineOf(cursor.stop)
          const value = readValue(reader, cursor, 'statement')
          isBroken = value === undefined
          return value
        },
      })
  const options = tryReadOptions(reader, cursor)
  if (cursor.kind === Char.Semicolon) cursor.next()
  else if (options !== undefined || !isBroken) reader.expectedEnd(cursor)
  return { kind: 'ranges', start, end: cursor.previousStop, isReserved, values, options }
}
