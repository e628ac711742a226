import { type FieldNode, type IdentNode, Kind, type MapFieldNode, type NumberNode } from './ast.ts'
import { Char } from './char.ts'
import { parseWholeNumber } from './parse-literal.ts'
import { parseIdent, parseTypeName, takeIdent } from './parse-name.ts'
import { type CompactOptions, parseCompactOptions } from './parse-option.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `[ "optional" | "required" | "repeated" ]`, unless the word is the first part of a type or the type itself. */
export function parseLabel(p: Parser): IdentNode | undefined {
  if (!peekLabel(p)) return undefined
  const label = takeIdent(p)
  if (peekLabel(p)) {
    const message = `A field has one label at most, and this one is \`${label.name}\` already.`
    p.error('label-twice', p.start, p.scanner.end, message, 'Remove one of the labels.')
    p.panic()
  }
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
  const type = parseTypeName(p, 'a declaration or the type of a field')
  const name = parseFieldName(p, start)
  const number = parseFieldNumber(p, start)
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon, '`;`')
  const end = p.previousEnd
  return { kind: Kind.Field, start, end, label, type, name, number, options, optionsStart, optionsEnd }
}

/** `[ label ] "map" "<" keyType "," type ">" mapName "=" fieldNumber [ options ] ";"` */
export function parseMapField(p: Parser, start: number, label: IdentNode | undefined): MapFieldNode {
  const typeStart = p.start
  p.advance()
  p.expect(Char.Less, '`<`')
  const keyType = parseTypeName(p, 'the type of the keys')
  if (p.peek(Char.Greater)) p.failAt(keyType.start - 1, 'This map has no type for its values')
  p.expect(Char.Comma, '`,` and the type of the values')
  const valueType = parseTypeName(p, 'the type of the values')
  if (p.peek(Char.Less)) p.failAt(valueType.start, 'A map cannot have maps for values')
  if (p.peek(Tok.Ident)) p.failAt(start, 'The types of this map are never closed with `>`')
  p.expect(Char.Greater, '`>`')
  const typeEnd = p.previousEnd
  const name = parseFieldName(p, start)
  const number = parseFieldNumber(p, start)
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon, '`;`')
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

function parseFieldName(p: Parser, start: number): IdentNode {
  if (!p.peek(Tok.Ident) && !p.peek(Char.OpenBrace)) p.failAt(start, 'This field has no name')
  const name = parseIdent(p, 'the name of the field')
  if (p.peek(Char.Dot)) p.failAt(name.start, 'The name of a field has no dots')
  return name
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
  const name = parseIdent(p, 'the name of the group')
  const number = parseFieldNumber(p, keyword.start)
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  return { keyword, name, number, options, optionsStart, optionsEnd }
}

/** `"=" fieldNumber`. A field without a number is kept as such and judged later, so that the statement stays whole. */
function parseFieldNumber(p: Parser, start: number): NumberNode | undefined {
  if (p.peek(Char.OpenParen) || p.peek(Char.OpenBrace)) p.failAt(start, 'This declaration cannot stand here')
  if (p.skip(Char.Equals)) {
    if (p.peek(Char.Semicolon)) p.failAt(start, 'This field has no number')
    return parseWholeNumber(p, 'the number of the field')
  }
  if (p.peek(Char.Semicolon) || p.peek(Char.OpenBracket)) return undefined
  if (p.peek(Tok.Int)) p.fail('`=` in front of the number')
  else p.fail('`=` and the number of the field')
  return undefined
}
