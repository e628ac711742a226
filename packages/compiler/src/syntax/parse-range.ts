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
  for (;;) {
    ranges.push(parseRange(p, 'a field number or a range of them'))
    const commaStart = p.start
    if (!p.skip(Char.Comma) || p.isTrailingComma(Char.Semicolon, commaStart)) break
  }
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon, '`,` or `;`')
  return { kind: Kind.Extensions, start, end: p.previousEnd, ranges, options, optionsStart, optionsEnd }
}

/** `"reserved" [ range { "," range } | name { "," name } ] ";"`. Nothing at all may be reserved, as buf has it. */
export function parseReserved(p: Parser): ReservedNode {
  const { start } = p
  p.advance()
  const ranges: RangeNode[] = []
  const names: (StringNode | IdentNode)[] = []
  while (!p.peek(Char.Semicolon)) {
    if (p.peek(Tok.String)) names.push(parseString(p, 'a name in quotes'))
    else if (p.peek(Tok.Ident) && !p.peekKeyword('max')) names.push(parseIdent(p, 'a name'))
    else ranges.push(parseRange(p, 'a number, a range of numbers or a name'))
    const commaStart = p.start
    if (!p.skip(Char.Comma) || p.isTrailingComma(Char.Semicolon, commaStart)) break
  }
  p.expect(Char.Semicolon, '`,` or `;`')
  return { kind: Kind.Reserved, start, end: p.previousEnd, ranges, names }
}

/** `intLit [ "to" ( intLit | "max" ) ]`; negative numbers are for enums. */
function parseRange(p: Parser, wanted: string): RangeNode {
  const { start } = p
  const first = parseWholeNumber(p, wanted)
  let last: NumberNode | undefined
  let max: IdentNode | undefined
  if (!p.failed && p.peekKeyword('to')) {
    p.advance()
    if (p.peekKeyword('max')) max = takeIdent(p)
    else last = parseWholeNumber(p, 'the last number of the range, or `max`')
  }
  const end = Math.max(start, p.previousEnd)
  return { kind: Kind.Range, start, end, first, last, isMax: max !== undefined, max }
}
