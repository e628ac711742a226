import {
  type AggregateFieldNode,
  type IdentNode,
  Kind,
  type NumberNode,
  type OptionNamePart,
  type OptionValueNode,
  type StringNode,
} from '../ast.ts'
import { decodeString, isInteger, parseInteger } from '../literals.ts'
import { Scanner, Tok } from '../scanner.ts'
import { isNamed, judgePath, nameOf } from './judge-path.ts'
import type { LooseField, LoosePath, LooseValue } from './loose.ts'
import type { Reader } from './reader.ts'

/**
 * A value as a node. What has no node is reported, and stands in the tree as a name that means nothing: whatever is said
 * about it later is said at the same place.
 */
export function judgeValue(reader: Reader, value: LooseValue): OptionValueNode {
  const { start, end } = value
  switch (value.kind) {
    case 'string':
      return judgeString(reader, value)
    case 'number':
      return readNumber(reader, value.index, false, start)
    case 'path':
      // With a dot at its end it is no name.
      return value.path.parts.at(-1)?.isBracketed === false && value.path.parts.at(-1)?.word === ''
        ? nothing(value)
        : nameOf(value.path)
    case 'minus':
      return judgeMinus(reader, value)
    case 'list':
      return { kind: Kind.List, start, end, values: value.values.map((item) => judgeValue(reader, item)) }
    case 'message':
      return { kind: Kind.Aggregate, start, end, fields: value.fields.flatMap((field) => judgeField(reader, field)) }
    case 'too-deep':
      return nothing(value)
    default:
      reader.fault(value, 'An option cannot have such a value.')
      return nothing(value)
  }
}

function nothing({ start, end }: { start: number; end: number }): IdentNode {
  return { kind: Kind.Ident, start, end, name: '' }
}

/** One or more adjacent strings. */
export function judgeString(reader: Reader, { start, end }: { start: number; end: number }): StringNode {
  const { source } = reader
  const chunks: Uint8Array[] = []
  const scanner = new Scanner(source, reader.silence)
  scanner.end = start
  for (let token = scanner.next(); scanner.start < end; token = scanner.next()) {
    // One without an end has been reported.
    if (token !== Tok.String) break
    const chunk = decodeString(source.text, scanner.start, scanner.end, (fault) => {
      const message = `This string cannot be read: ${fault.reason}.`
      reader.error('invalid-escape', fault, message, 'Write a backslash itself as `\\\\`.')
    })
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return { kind: Kind.String, start, end, bytes }
}

function judgeMinus(reader: Reader, value: LooseValue & { kind: 'minus' }): OptionValueNode {
  const { start, end, operand } = value
  if (operand === undefined) {
    reader.fault(value, 'There is no number behind this minus sign.')
    return nothing(value)
  }
  if (operand.kind === 'number') return readNumber(reader, operand.index, true, start)
  const float = operand.kind === 'path' ? FLOATS.get(nameOf(operand.path).name.toLowerCase()) : undefined
  if (float !== undefined) return { kind: Kind.Number, start, end, isNegative: true, integer: undefined, float: -float }
  if (operand.kind === 'path') {
    const name = nameOf(operand.path).name
    // Whether the type takes it is for evaluation to tell. buf complains about the sign of what is a constant.
    return { kind: Kind.Ident, start: BOOLS.has(name) ? start : operand.start, end, name: `-${name}` }
  }
  const at = operand.kind === 'string' ? operand : value
  reader.fault(at, 'A minus sign belongs in front of a number only.')
  return nothing(at)
}

const FLOATS: ReadonlyMap<string, number> = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
])

/** The number that a token is, 0 where it is none, which has been reported. */
function readNumber({ tree }: Reader, index: number, isNegative: boolean, start: number): NumberNode {
  const end = tree.ends[index] ?? start
  const text = tree.source.text.slice(tree.starts[index], end)
  if (isInteger(text)) {
    const magnitude = parseInteger(text)
    const integer = isNegative ? -magnitude : magnitude
    return { kind: Kind.Number, start, end, isNegative, integer, float: undefined }
  }
  const magnitude = tree.kinds[index] === Tok.Float ? Number(text) : 0
  return { kind: Kind.Number, start, end, isNegative, integer: undefined, float: isNegative ? -magnitude : magnitude }
}

const BOOLS = new Set(['true', 'false'])

/** Where a value is reported: at the name that it negates, if that is no constant. */
function placeOf(value: LooseValue): { start: number; end: number } {
  if (value.kind !== 'minus' || value.operand?.kind !== 'path') return value
  const { name } = nameOf(value.operand.path)
  return FLOATS.has(name) || BOOLS.has(name) ? value : value.operand
}

/** A value as the number of something; undefined, with a report, when it is none. */
export function judgeNumber(reader: Reader, value: LooseValue, what: string): NumberNode | undefined {
  const isNegative = value.kind === 'minus'
  const literal = isNegative ? value.operand : value
  if (literal?.kind === 'number') {
    const number = readNumber(reader, literal.index, isNegative, value.start)
    if (number.integer !== undefined) return number
  }
  reader.fault(placeOf(value), `${what} must be an integer.`)
  return undefined
}

/** The number of a field or an enum value. One that is none counts as 0, and what is said of that is said there too. */
export function judgeOwnNumber(reader: Reader, value: LooseValue): NumberNode {
  const { start, end } = placeOf(value)
  const none: NumberNode = { kind: Kind.Number, start, end, isNegative: false, integer: 0n, float: undefined }
  return judgeNumber(reader, value, 'The number') ?? none
}

/** A field of a message; none where there is nothing to evaluate. */
function judgeField(reader: Reader, { start, end, key, hasColon, value }: LooseField): AggregateFieldNode[] {
  const index = reader.optionCount++
  const name = key && judgeKey(reader, key)
  if (value === undefined) return []
  if (!hasColon && value.kind === 'list') {
    const scalar = value.values.find(({ kind }) => kind !== 'message')
    const hint = 'Only messages, and lists of them, may follow a name without a colon.'
    const message = 'There is no `:` in front of this list of scalars.'
    if (scalar !== undefined) reader.error('missing-colon', scalar, message, hint)
  }
  const node = judgeValue(reader, value)
  if (name === undefined) return []
  return [{ kind: Kind.AggregateField, start, end, index, ...name, value: node }]
}

type FieldName = Pick<AggregateFieldNode, 'name' | 'urlPrefix'>

/** The name of a field: a word, or the name of an extension or a type in square brackets. */
function judgeKey(reader: Reader, key: LooseValue): FieldName | undefined {
  const { start, end } = key
  if (key.kind === 'path') {
    const isExtension = key.path.parts[0]?.isBracketed === true
    if (isExtension) reader.fault(key, 'In a message, the name of an extension stands in square brackets.')
    return { name: plainName(nameOf(key.path)), urlPrefix: undefined }
  }
  if (key.kind === 'list') {
    const [name, ...others] = key.values
    if (others.length === 0 && name?.kind === 'path') return judgeExtensionKey(reader, key, name.path)
  }
  reader.fault(key, 'This is no name of a field.')
  return { name: plainName({ kind: Kind.Ident, start, end, name: '' }), urlPrefix: undefined }
}

function plainName(name: IdentNode): OptionNamePart {
  return { start: name.start, end: name.end, name, isExtension: false }
}

function judgeExtensionKey(reader: Reader, { start, end }: LooseValue, path: LoosePath): FieldName | undefined {
  const slash = path.parts.findLastIndex(({ separator }) => separator === '/')
  const isSound = judgePath(reader, path, slash < 0 ? {} : { allowsSlash: true })
  if (!isSound) return undefined
  const type = path.parts[slash]
  if (type !== undefined && !isNamed(type)) {
    reader.fault({ start, end }, 'There is no name of a type behind the slash.')
    return undefined
  }
  if (slash <= 0) return { name: { start, end, name: nameOf(path), isExtension: true }, urlPrefix: undefined }
  const [first, ...rest] = path.parts.slice(slash)
  const parts = first === undefined ? [] : [{ ...first, separator: '' }, ...rest]
  const name = nameOf({ start: first?.start ?? start, end: path.end, parts })
  const url = nameOf({ ...path, parts: path.parts.slice(0, slash) })
  return { name: { start, end, name, isExtension: true }, urlPrefix: url.name }
}
