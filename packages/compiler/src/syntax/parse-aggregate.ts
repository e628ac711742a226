import { type AggregateFieldNode, type AggregateNode, Kind, type ListNode, type OptionValueNode } from './ast.ts'
import { Char } from './char.ts'
import { enterValue, leaveValue } from './nesting.ts'
import { parseIdent, parseTypeName } from './parse-name.ts'
import type { Parser } from './parser.ts'

type ParseValue = (p: Parser) => OptionValueNode

/**
 * `"{" { field [ "," | ";" ] } "}"`, or the same within `< >`: a message in text format.
 * Source: the text format specification, "Parsing", as far as option values use it.
 */
export function parseAggregate(p: Parser, parseValue: ParseValue): AggregateNode {
  const { start } = p
  const close = p.peek(Char.Less) ? Char.Greater : Char.CloseBrace
  const fields: AggregateFieldNode[] = []
  if (enterValue(p)) {
    p.advance()
    while (!p.failed && !p.peek(close)) {
      fields.push(parseAggregateField(p, parseValue))
      if (!p.skip(Char.Comma)) p.skip(Char.Semicolon)
    }
    p.expect(close)
    leaveValue(p)
  }
  return { kind: Kind.Aggregate, start, end: Math.max(start, p.previousEnd), fields }
}

/** `fieldName ( ":" value | [ ":" ] ( message | list of messages ) )` */
function parseAggregateField(p: Parser, parseValue: ParseValue): AggregateFieldNode {
  const { start } = p
  const index = p.optionCount++
  const { name, urlPrefix } = parseFieldName(p)
  const hasColon = p.skip(Char.Colon)
  if (!hasColon && !isBracket(p)) p.fail()
  const value = parseValue(p)
  const hasScalar = value.kind === Kind.List && value.values.some(({ kind }) => kind !== Kind.Aggregate)
  if (!hasColon && hasScalar) p.fail()
  const end = Math.max(start, p.previousEnd)
  return { kind: Kind.AggregateField, start, end, index, name, urlPrefix, value }
}

function isBracket(p: Parser): boolean {
  return p.peek(Char.OpenBrace) || p.peek(Char.Less) || p.peek(Char.OpenBracket)
}

/** `ident | "[" fullIdent "]" | "[" domain "/" fullIdent "]"` */
function parseFieldName(p: Parser): Pick<AggregateFieldNode, 'name' | 'urlPrefix'> {
  const { start } = p
  if (!p.skip(Char.OpenBracket)) {
    const name = parseIdent(p)
    return { name: { start, end: name.end, name, isExtension: false }, urlPrefix: undefined }
  }
  const first = parseTypeName(p)
  let name = first
  let urlPrefix: string | undefined
  while (p.skip(Char.Slash)) {
    if (p.peek(Char.Dot) || name.name.startsWith('.')) p.fail()
    urlPrefix = urlPrefix === undefined ? name.name : `${urlPrefix}/${name.name}`
    name = parseTypeName(p)
  }
  p.expect(Char.CloseBracket)
  return { name: { start, end: Math.max(start, p.previousEnd), name, isExtension: true }, urlPrefix }
}

/** `"[" [ value { "," value } ] "]"` */
export function parseList(p: Parser, parseValue: ParseValue): ListNode {
  const { start } = p
  const values: OptionValueNode[] = []
  if (enterValue(p)) {
    p.advance()
    if (!p.peek(Char.CloseBracket)) {
      do values.push(parseValue(p))
      while (p.skip(Char.Comma))
    }
    p.expect(Char.CloseBracket)
    leaveValue(p)
  }
  return { kind: Kind.List, start, end: Math.max(start, p.previousEnd), values }
}
