import { Char } from '../char.ts'
import { Tok } from '../scanner.ts'
import type { Cursor } from './cursor.ts'
import type { LoosePart, LoosePath } from './loose.ts'
import type { Reader } from './reader.ts'

/**
 * Reads the longest path. Undefined, with a report, where none can start; a path that ends in a dot ends in front of it.
 */
export function readPath(reader: Reader, cursor: Cursor, wanted: string): LoosePath | undefined {
  if (!cursor.canStartPath) {
    reader.expected(cursor, wanted)
    return undefined
  }
  const { start } = cursor
  const parts: LoosePart[] = []
  let end = start
  let separator = ''
  let separatorStart = start
  while (!cursor.isDone) {
    const isFirst = cursor.start === start
    if (cursor.isSeparator) {
      // A second one in a row; the first one of a path is one as well.
      if (separator !== '') {
        reader.expected(cursor, 'a name')
        parts.push(emptyPart(separator, separatorStart))
      }
      separatorStart = cursor.start
      separator = cursor.text
      cursor.next()
      continue
    }
    const canContinue = isFirst || separator !== ''
    if (!canContinue) break
    if (cursor.kind === Tok.Ident) {
      const { start: partStart, stop, text } = cursor
      parts.push({
        separator,
        separatorStart,
        start: partStart,
        end: stop,
        word: text,
        isBracketed: false,
        inner: undefined,
      })
      cursor.next()
      end = stop
    } else if (cursor.isGroup(Char.OpenParen)) {
      const { start: partStart, stop } = cursor
      const inner = readInner(reader, cursor, start)
      const isBracketed = inner !== undefined
      parts.push({ separator, separatorStart, start: partStart, end: stop, word: '', isBracketed, inner })
      end = stop
    } else {
      reader.expected(cursor, 'a name after the dot')
      parts.push(emptyPart(separator, separatorStart))
      end = separatorStart + 1
      break
    }
    separator = ''
  }
  return { start, end: Math.max(end, start + 1), parts }
}

function emptyPart(separator: string, separatorStart: number): LoosePart {
  const end = separatorStart + 1
  return { separator, separatorStart, start: end, end, word: '', isBracketed: false, inner: undefined }
}

/** What is in the brackets of a part, which must be a path and nothing else; `pathStart` is where all of it starts. */
function readInner(reader: Reader, cursor: Cursor, pathStart: number): LoosePath | undefined {
  const brackets = { start: cursor.start, end: cursor.stop }
  const inner = cursor.children(cursor.next())
  // Whoever needs the name reports that there is none.
  if (inner.isDone) return undefined
  const path = reader.nest(brackets, () => readPath(reader, inner, 'the name of an extension'))
  // buf overlooks a dot at the end of brackets, but no slash.
  const last = inner.index - 1
  if (inner.isDone && reader.tree.kinds[last] === Char.Slash) {
    reader.fault({ start: reader.tree.starts[last] ?? 0, end: brackets.end }, 'A name has no slash.')
  }
  if (!inner.isDone) {
    const message = 'Only the name of an extension may stand between the brackets of this name.'
    reader.fault({ start: pathStart, end: brackets.end }, message)
  }
  return path
}
