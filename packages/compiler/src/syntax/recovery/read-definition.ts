import { Char } from '../char.ts'
import type { Cursor } from './cursor.ts'
import type { LooseDefinition, LooseOptions, LoosePath, LooseType, LooseTypes, LooseValue } from './loose.ts'
import { tryReadOptions } from './read-options.ts'
import { readType, readTypes } from './read-type.ts'
import { readValue } from './read-value.ts'
import type { Reader } from './reader.ts'

/** What may follow the name of a definition, in the order in which it must stand. */
const PARTS = ['inputs', 'outputs', 'value', 'options', 'body'] as const
type Part = (typeof PARTS)[number]

const PART_NAMES: Readonly<Record<Part, string>> = {
  inputs: 'types of a request',
  outputs: 'types of a response',
  value: 'a value',
  options: 'options in brackets',
  body: 'a body',
}

/** What has been read of a definition. */
interface Draft {
  inputs?: LooseTypes
  returnsStart: number
  outputs?: LooseTypes
  valueStart: number
  value?: LooseValue
  options?: LooseOptions
  body: number
}

/**
 * Reads a definition behind its type and name: parts of any kind in any order, up to a body or a `;`. Reports parts that
 * come twice or too late; the first one of a kind counts.
 */
export function readDefinition(
  reader: Reader,
  cursor: Cursor,
  type: LooseType,
  name: LoosePath | undefined,
): LooseDefinition {
  const draft: Draft = { returnsStart: -1, valueStart: -1, body: -1 }
  let last = -1
  while (draft.body < 0) {
    const part = peekPart(cursor, draft)
    if (part === undefined) break
    const { start } = cursor
    if (!readPart(reader, cursor, draft, part)) continue
    const order = PARTS.indexOf(part)
    const previous = PARTS[last]
    const at = { start, end: cursor.previousStop }
    if (order < last && previous !== undefined) {
      reader.fault(at, `This declaration has ${PART_NAMES[part]} behind ${PART_NAMES[previous]}.`)
    } else if (order === last) {
      reader.fault(at, `This declaration has ${PART_NAMES[part]} twice.`)
    }
    last = Math.max(last, order)
  }
  if (draft.body < 0) {
    if (cursor.kind === Char.Semicolon) cursor.next()
    else reader.expectedEnd(cursor)
  }
  const bodyStart = draft.body < 0 ? -1 : (reader.tree.starts[draft.body] ?? -1)
  const { inputs, outputs, value, options, ...rest } = draft
  const { start } = type
  return {
    kind: 'definition',
    start,
    end: cursor.previousStop,
    type,
    name,
    inputs,
    outputs,
    value,
    options,
    bodyStart,
    ...rest,
  }
}

/** Which part starts at the current token. A path begins the next statement rather than a value without its `=`. */
function peekPart(cursor: Cursor, { value, options }: Draft): Part | undefined {
  if (cursor.isGroup(Char.OpenParen)) return 'inputs'
  if (cursor.isWord('returns')) return 'outputs'
  if (cursor.kind === Char.Equals) return 'value'
  if (cursor.canStartPath) return undefined
  if (cursor.isGroup(Char.OpenBracket)) return 'options'
  if (cursor.isGroup(Char.OpenBrace)) return 'body'
  return cursor.canStartValue && value === undefined && options === undefined ? 'value' : undefined
}

/** Reads a part; false where it has reported that there is nothing of it. */
function readPart(reader: Reader, cursor: Cursor, draft: Draft, part: Part): boolean {
  switch (part) {
    case 'inputs': {
      const types = readTypes(reader, cursor, cursor.next())
      draft.inputs ??= types
      return true
    }
    case 'outputs':
      return readOutputs(reader, cursor, draft)
    case 'value': {
      const { start } = cursor
      if (cursor.kind === Char.Equals) cursor.next()
      else reader.expected(cursor, '`=`')
      const value = readValue(reader, cursor, 'statement')
      if (value === undefined) return false
      if (draft.value === undefined) Object.assign(draft, { value, valueStart: start })
      return true
    }
    case 'options': {
      const options = tryReadOptions(reader, cursor)
      if (options !== undefined) draft.options ??= options
      return true
    }
    case 'body':
      draft.body = cursor.next()
      return true
  }
}

/** `"returns" "(" types ")"`; a type without the brackets is read too, and reported. */
function readOutputs(reader: Reader, cursor: Cursor, draft: Draft): boolean {
  const { start } = cursor
  cursor.next()
  if (draft.returnsStart < 0) draft.returnsStart = start
  if (cursor.isGroup(Char.OpenParen)) {
    const types = readTypes(reader, cursor, cursor.next())
    draft.outputs ??= types
    return true
  }
  if (!cursor.canStartPath) {
    reader.expected(cursor, '`(` and the type of the response')
    return false
  }
  const type = readType(reader, cursor, 'method')
  if (type === undefined) return false
  reader.fault(type, 'The type of a response stands in round brackets.')
  draft.outputs ??= { start: type.start, end: type.end, types: [type] }
  return true
}
