import { type FieldNode, type IdentNode, Kind, type MapFieldNode, type NumberNode } from './ast.ts'
import { Char } from './char.ts'
import { parseWholeNumber } from './parse-literal.ts'
import { parseIdent, parseTypeName, takeIdent } from './parse-name.ts'
import { type CompactOptions, parseCompactOptions } from './parse-option.ts'
import type { Parser } from './parser.ts'

/** `[ "optional" | "required" | "repeated" ]`, unless the word is the first part of a type or the type itself. */
export function parseLabel(p: Parser): IdentNode | undefined {
  if (!peekLabel(p)) return undefined
  const label = takeIdent(p)
  if (peekLabel(p)) p.fail()
  return label
}

function peekLabel(p: Parser): boolean {
  const isLabel = p.peekKeyword('optional') || p.peekKeyword('repeated') || p.peekKeyword('required')
  return isLabel && !p.peekField()
}

/** Whether the current word begins `map<K, V>`. */
export function peekMap(p: Parser): boolean {
  return p.peekKeyword('map') && p.peekNext() === Char.Less
}

/** `[ label ] type fieldName "=" fieldNumber [ options ] ";"`; the label has been parsed, `start` is where it begins. */
export function parseField(p: Parser, start: number, label: IdentNode | undefined): FieldNode {
  const type = parseTypeName(p)
  const name = parseIdent(p)
  const number = parseFieldNumber(p)
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon)
  const end = p.previousEnd
  return { kind: Kind.Field, start, end, label, type, name, number, options, optionsStart, optionsEnd }
}

/** `[ label ] "map" "<" keyType "," type ">" mapName "=" fieldNumber [ options ] ";"` */
export function parseMapField(p: Parser, start: number, label: IdentNode | undefined): MapFieldNode {
  const typeStart = p.start
  p.advance()
  p.expect(Char.Less)
  const keyType = parseTypeName(p)
  p.expect(Char.Comma)
  const valueType = parseTypeName(p)
  p.expect(Char.Greater)
  const typeEnd = p.previousEnd
  const name = parseIdent(p)
  const number = parseFieldNumber(p)
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon)
  return {
    kind: Kind.MapField,
    start,
    end: p.previousEnd,
    label,
    typeStart,
    typeEnd,
    keyType,
    valueType,
    name,
    number,
    options,
    optionsStart,
    optionsEnd,
  }
}

/** What stands between the keyword `group` and its body. */
export interface GroupHead extends CompactOptions {
  readonly keyword: IdentNode
  readonly name: IdentNode
  readonly number: NumberNode | undefined
}

/** `"group" groupName "=" fieldNumber [ options ]` */
export function parseGroupHead(p: Parser): GroupHead {
  const keyword = takeIdent(p)
  const name = parseIdent(p)
  const number = parseFieldNumber(p)
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  return { keyword, name, number, options, optionsStart, optionsEnd }
}

/** `"=" fieldNumber`. A field without a number is kept as such and judged later, so that the statement stays whole. */
function parseFieldNumber(p: Parser): NumberNode | undefined {
  if (p.skip(Char.Equals)) return parseWholeNumber(p)
  if (!p.peek(Char.Semicolon) && !p.peek(Char.OpenBracket)) p.fail()
  return undefined
}
