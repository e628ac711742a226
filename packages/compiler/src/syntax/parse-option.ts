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

const LABELS = new Set(['optional', 'required', 'repeated'])

/** `"option" optionName "=" constant ";"` */
export function parseOptionStatement(p: Parser): OptionNode {
  const { start } = p
  const index = p.optionCount++
  p.advance()
  // As the first part of a name these words are labels: `option optional.a = 1;` is a field. Source: observed of buf.
  if (LABELS.has(p.tokenText()) && p.peekNext() === Char.Dot) p.fail()
  const name = parseOptionName(p)
  p.expect(Char.Equals)
  const value = parseOptionValue(p)
  p.expect(Char.Semicolon)
  return { kind: Kind.Option, start, end: p.previousEnd, index, name, value }
}

/** `[ "[" option { "," option } "]" ]` */
export function parseCompactOptions(p: Parser): CompactOptions {
  const optionsStart = p.start
  if (!p.peek(Char.OpenBracket) || !p.skip(Char.OpenBracket)) return NO_OPTIONS
  const options: OptionNode[] = []
  do options.push(parseCompactOption(p))
  while (p.skip(Char.Comma))
  p.expect(Char.CloseBracket)
  return { options, optionsStart, optionsEnd: p.previousEnd }
}

/** `optionName "=" constant` */
function parseCompactOption(p: Parser): OptionNode {
  const { start } = p
  const index = p.optionCount++
  const name = parseOptionName(p)
  p.expect(Char.Equals)
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

function parseOptionNamePart(p: Parser): OptionNamePart {
  const { start } = p
  if (p.skip(Char.OpenParen)) {
    const name = parseTypeName(p)
    p.expect(Char.CloseParen)
    return { start, end: p.previousEnd, name, isExtension: true }
  }
  const name = parseIdent(p)
  return { start, end: name.end, name, isExtension: false }
}

/** `constant = fullIdent | number | strLit | aggregate | list`; what fits the option is judged when it is known. */
export function parseOptionValue(p: Parser): OptionValueNode {
  switch (p.token) {
    case Tok.String:
      return parseString(p)
    case Tok.Ident:
      return parseTypeName(p)
    case Char.OpenBrace:
    case Char.Less:
      return parseAggregate(p, parseOptionValue)
    case Char.OpenBracket:
      return parseList(p, parseOptionValue)
    default:
      return parseNumber(p)
  }
}
