import { Kind, type OptionNamePart, type OptionNode, type OptionValueNode } from './ast.ts'
import { Char } from './char.ts'
import { parseAggregate, parseList } from './parse-aggregate.ts'
import { parseNumber, parseString } from './parse-literal.ts'
import { parseIdent, parseTypeName } from './parse-name.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** The options of one `[ … ]` and its range, `optionsStart` -1 when there is none. */
export interface CompactOptions {
  readonly options: readonly OptionNode[]
  readonly optionsStart: number
  readonly optionsEnd: number
}

const NO_OPTIONS: CompactOptions = { options: [], optionsStart: -1, optionsEnd: -1 }

/** `"option" optionName "=" constant ";"` */
export function parseOptionStatement(p: Parser): OptionNode {
  const { start } = p
  const index = p.optionCount++
  p.advance()
  if (p.peek(Char.Equals)) p.failAt(start, 'This option has no name')
  const name = parseOptionName(p)
  p.expect(Char.Equals, '`=` and the value of the option')
  if (!beginsValue(p)) p.failAt(start, 'This option has no value')
  const value = parseOptionValue(p)
  p.expect(Char.Semicolon, '`;`')
  return { kind: Kind.Option, start, end: p.previousEnd, index, name, value }
}

/** `[ "[" option { "," option } "]" ]` */
export function parseCompactOptions(p: Parser): CompactOptions {
  const optionsStart = p.start
  if (!p.peek(Char.OpenBracket) || !p.skip(Char.OpenBracket)) return NO_OPTIONS
  const options: OptionNode[] = []
  if (p.peek(Char.CloseBracket)) {
    p.error('empty-options', optionsStart, p.scanner.end, 'There is no option between these brackets.', 'Remove them.')
  } else {
    parseOptionList(p, optionsStart, options)
  }
  if (p.peek(Char.Semicolon) || p.peek(Char.CloseBrace)) p.failAt(optionsStart, 'This `[` is never closed')
  p.expect(Char.CloseBracket, '`,` or `]`')
  return { options, optionsStart, optionsEnd: p.previousEnd }
}

/** `option { "," option }` */
function parseOptionList(p: Parser, optionsStart: number, options: OptionNode[]): void {
  for (;;) {
    options.push(parseCompactOption(p, optionsStart))
    const commaStart = p.start
    if (!p.skip(Char.Comma) || p.isTrailingComma(Char.CloseBracket, commaStart)) return
  }
}

/** `optionName "=" constant` */
function parseCompactOption(p: Parser, optionsStart: number): OptionNode {
  const { start } = p
  const index = p.optionCount++
  const name = parseOptionName(p)
  if (p.peek(Char.CloseBracket)) p.failAt(optionsStart, 'An option between these brackets has no value')
  p.expect(Char.Equals, '`=` and the value of the option')
  if (!beginsValue(p)) p.failAt(optionsStart, 'An option between these brackets has no value')
  const value = parseOptionValue(p)
  return { kind: Kind.Option, start, end: Math.max(start, p.previousEnd), index, name, value }
}

/** `part { "." part }` with `part = ident | "(" [ "." ] fullIdent ")"` */
function parseOptionName(p: Parser): readonly OptionNamePart[] {
  const parts: OptionNamePart[] = []
  do parts.push(parseOptionNamePart(p))
  while (p.skip(Char.Dot))
  return parts
}

/** Whether the current token can begin a value, or has been reported. */
function beginsValue(p: Parser): boolean {
  switch (p.token) {
    case Tok.String:
    case Tok.Ident:
    case Tok.Int:
    case Tok.Float:
    case Tok.Bad:
    case Char.Minus:
    case Char.OpenBrace:
    case Char.OpenBracket:
    case Char.Less:
      return true
    default:
      return false
  }
}

function parseOptionNamePart(p: Parser): OptionNamePart {
  const { start } = p
  if (p.skip(Char.OpenParen)) {
    const name = parseTypeName(p, 'the name of a custom option')
    p.expect(Char.CloseParen, '`)`')
    return { start, end: p.previousEnd, name, isExtension: true }
  }
  const name = parseIdent(p, 'the name of an option')
  return { start, end: name.end, name, isExtension: false }
}

/** `constant = fullIdent | number | strLit | aggregate | list`; what fits the option is judged when it is known. */
export function parseOptionValue(p: Parser): OptionValueNode {
  switch (p.token) {
    case Tok.String:
      return parseString(p, 'a string')
    case Tok.Ident:
      return parseTypeName(p, 'a value')
    case Char.OpenBrace:
    case Char.Less:
      return parseAggregate(p, parseOptionValue)
    case Char.OpenBracket:
      return parseList(p, parseOptionValue)
    default:
      return parseNumber(p, 'a value: a name, a number, a string or `{ … }`')
  }
}
