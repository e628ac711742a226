import {
  type ExtensionsNode,
  type IdentNode,
  Kind,
  type NumberNode,
  type RangeNode,
  type ReservedNode,
  type StringNode,
} from './ast.ts'
import { Char } from './char.ts'
import { parseString, parseWholeNumber } from './parse-literal.ts'
import { parseIdent, takeIdent } from './parse-name.ts'
import { parseCompactOptions } from './parse-option.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `"extensions" range { "," range } [ options ] ";"` */
export function parseExtensions(p: Parser): ExtensionsNode {
  const { start } = p
  p.advance()
  const ranges: RangeNode[] = []
  do ranges.push(parseRange(p))
  while (p.skip(Char.Comma))
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon)
  return { kind: Kind.Extensions, start, end: p.previousEnd, ranges, options, optionsStart, optionsEnd }
}

/** `"reserved" [ range { "," range } | name { "," name } ] ";"`. Nothing at all may be reserved, as buf has it. */
export function parseReserved(p: Parser): ReservedNode {
  const { start } = p
  p.advance()
  const ranges: RangeNode[] = []
  const names: (StringNode | IdentNode)[] = []
  if (!p.peek(Char.Semicolon)) {
    do {
      if (p.peek(Tok.String)) names.push(parseString(p))
      else if (p.peek(Tok.Ident)) names.push(parseIdent(p))
      else ranges.push(parseRange(p))
    } while (p.skip(Char.Comma))
  }
  p.expect(Char.Semicolon)
  return { kind: Kind.Reserved, start, end: p.previousEnd, ranges, names }
}

/** `intLit [ "to" ( intLit | "max" ) ]`; negative numbers are for enums. */
function parseRange(p: Parser): RangeNode {
  const { start } = p
  const first = parseWholeNumber(p)
  let last: NumberNode | undefined
  let max: IdentNode | undefined
  if (!p.failed && p.peekKeyword('to')) {
    p.advance()
    if (p.peekKeyword('max')) max = takeIdent(p)
    else last = parseWholeNumber(p)
  }
  const end = Math.max(start, p.previousEnd)
  return { kind: Kind.Range, start, end, first, last, isMax: max !== undefined, max }
}
