import { Char } from '../char.ts'
import type { Cursor } from './cursor.ts'
import type { LooseModifier, LoosePart, LoosePath, LooseType, LooseTypes } from './loose.ts'
import { readList } from './read-list.ts'
import { readPath } from './read-path.ts'
import type { Reader } from './reader.ts'

/** Where a type stands: that decides which words in front of it modify it. */
export type TypePlace = 'statement' | 'method' | 'map'

const FIELD_MODIFIERS = new Set(['optional', 'required', 'repeated'])
/** Those that modify only when they stand alone: `export.Foo` is a type. */
const LONE_MODIFIERS = new Set(['export', 'local', 'weak', 'public', 'option'])
/** Keywords that a type cannot begin with when its next part is the name that follows them: `package .foo;` */
const HEADS = new Set(['package', 'extend', 'option'])

/** Reads a type. Undefined, with a report, where none can start. */
export function readType(reader: Reader, cursor: Cursor, place: TypePlace): LooseType | undefined {
  return readTypeAndName(reader, cursor, place, false)?.type
}

/**
 * Reads a type and a name behind it, whatever they mean: nearly every statement starts like this. The last of several
 * modifiers is the type, and what was taken for the type the name, where no name follows: `optional int32 = 1`.
 */
export function readTypeAndName(
  reader: Reader,
  cursor: Cursor,
  place: TypePlace,
  hasName: boolean,
): { type: LooseType; name: LoosePath | undefined } | undefined {
  const modifiers: LooseModifier[] = []
  let path: LoosePath | undefined
  while (path === undefined && cursor.canStartPath) {
    path = readPath(reader, cursor, 'a type')
    const first = path?.parts[0]
    if (path === undefined || first === undefined || first.separator !== '' || first.word === '') break
    if (place === 'statement' && modifiers.length === 0 && HEADS.has(first.word) && !cursor.canStartPath) {
      const rest = restOf(path)
      if (rest !== undefined) return { type: bareType(pathOf(first)), name: rest }
    }
    if (!isModifier(first.word, path.parts.length > 1, place)) break
    modifiers.push({ start: first.start, end: first.end, word: first.word })
    path = restOf(path)
  }
  path ??= popPath(modifiers)
  if (path === undefined) return undefined
  const args = cursor.kind === Char.Less ? readArguments(reader, cursor) : undefined
  let name: LoosePath | undefined
  if (hasName) {
    if (cursor.canStartPath) {
      name = readPath(reader, cursor, 'a name')
    } else if (place === 'statement' && args === undefined && modifiers.length > 0) {
      name = path
      path = popPath(modifiers) ?? path
    }
  }
  const start = modifiers[0]?.start ?? path.start
  return { type: { start, end: args?.end ?? path.end, modifiers, path, args }, name }
}

function isModifier(word: string, isFollowed: boolean, place: TypePlace): boolean {
  if (FIELD_MODIFIERS.has(word)) return place === 'statement' || !isFollowed
  if (LONE_MODIFIERS.has(word)) return !isFollowed
  return word === 'stream' && (place === 'method' || !isFollowed)
}

/** A path without its first part; undefined when nothing is left. */
function restOf({ end, parts }: LoosePath): LoosePath | undefined {
  const [, second] = parts
  return second === undefined ? undefined : { start: second.separatorStart, end, parts: parts.slice(1) }
}

function pathOf(part: LoosePart): LoosePath {
  return { start: part.start, end: part.end, parts: [part] }
}

function bareType(path: LoosePath): LooseType {
  return { start: path.start, end: path.end, modifiers: [], path, args: undefined }
}

function popPath(modifiers: LooseModifier[]): LoosePath | undefined {
  const last = modifiers.pop()
  if (last === undefined) return undefined
  const { start, end, word } = last
  return {
    start,
    end,
    parts: [{ separator: '', separatorStart: start, start, end, word, isBracketed: false, inner: undefined }],
  }
}

/** `"<" type { "," type } ">"`; without the `>`, up to what cannot be part of it. */
function readArguments(reader: Reader, cursor: Cursor): LooseTypes {
  const { start, stop } = cursor
  cursor.next()
  const types = reader.nest({ start, end: stop }, () =>
    readList(reader, cursor, {
      wanted: 'a type',
      delimiters: [Char.Comma],
      needsDelimiter: true,
      allowsTrailing: false,
      isWhole: false,
      starts: ({ canStartPath }) => canStartPath,
      stops: ({ kind }) => kind === Char.Greater || kind === Char.Equals,
      readElement: () => readType(reader, cursor, 'map'),
    }),
  )
  if (cursor.kind === Char.Greater) cursor.next()
  return { start, end: Math.max(stop, cursor.previousStop), types: types ?? [] }
}

/** The types in the round brackets that open at a token. */
export function readTypes(reader: Reader, cursor: Cursor, open: number): LooseTypes {
  const types = readList(reader, cursor.children(open), {
    wanted: 'a type',
    delimiters: [Char.Comma],
    needsDelimiter: true,
    allowsTrailing: false,
    isWhole: true,
    starts: ({ canStartPath }) => canStartPath,
    readElement: (inner) => readType(reader, inner, 'method'),
  })
  return { start: reader.tree.starts[open] ?? 0, end: cursor.stopOf(open), types }
}
