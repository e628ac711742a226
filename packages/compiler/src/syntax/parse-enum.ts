import { type EnumElementNode, type EnumNode, type EnumValueNode, type IdentNode, Kind } from './ast.ts'
import { Char } from './char.ts'
import { parseBody, parseEmpty } from './parse-body.ts'
import { parseWholeNumber } from './parse-literal.ts'
import { parseIdent } from './parse-name.ts'
import { parseCompactOptions, parseOptionStatement } from './parse-option.ts'
import { parseReserved } from './parse-range.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `[ "export" | "local" ] "enum" enumName enumBody`; the visibility has been parsed. */
export function parseEnum(p: Parser, start: number, visibility: IdentNode | undefined): EnumNode {
  const keywordStart = p.start
  p.advance()
  const name = parseIdent(p)
  const { bodyStart, body } = parseBody(p, parseEnumElement)
  return { kind: Kind.Enum, start, end: p.previousEnd, visibility, keywordStart, name, bodyStart, body }
}

/** `option | enumValue | reserved | emptyStatement`. `option` and `reserved` can be values too: `option = 1;` */
function parseEnumElement(p: Parser): EnumElementNode {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peek(Tok.Ident) && p.peekNext() !== Char.Equals) {
    if (p.peekKeyword('option')) return parseOptionStatement(p)
    if (p.peekKeyword('reserved')) return parseReserved(p)
  }
  return parseEnumValue(p)
}

/** `valueName "=" [ "-" ] intLit [ options ] ";"` */
function parseEnumValue(p: Parser): EnumValueNode {
  const { start } = p
  const name = parseIdent(p)
  const isNumberMissing = p.peek(Char.Semicolon) || p.peek(Char.OpenBracket)
  const hasEquals = !isNumberMissing && p.expect(Char.Equals)
  const number = hasEquals ? parseWholeNumber(p) : undefined
  const { options, optionsStart, optionsEnd } = parseCompactOptions(p)
  p.expect(Char.Semicolon)
  return { kind: Kind.EnumValue, start, end: p.previousEnd, name, number, options, optionsStart, optionsEnd }
}
