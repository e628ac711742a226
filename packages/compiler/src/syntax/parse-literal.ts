import { Kind, type NumberNode, type StringNode } from './ast.ts'
import { Char } from './char.ts'
import { decodeString, parseInteger } from './literals.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `strLit { strLit }`: adjacent literals are one string. */
export function parseString(p: Parser): StringNode {
  const { start } = p
  const parts: Uint8Array[] = []
  while (!p.failed && p.peek(Tok.String)) {
    parts.push(decodeString(p.text, p.start, p.scanner.end, () => p.fail()))
    p.advance()
  }
  if (parts.length === 0) p.fail()
  return { kind: Kind.String, start, end: Math.max(start, p.previousEnd), bytes: concat(parts) }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const first = parts[0]
  if (parts.length === 1 && first !== undefined) return first
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}

/** `[ "-" ] ( intLit | floatLit | "inf" | "nan" )`. Without a sign, `inf` and `nan` are no numbers here. */
export function parseNumber(p: Parser): NumberNode {
  const { start } = p
  const isNegative = p.peek(Char.Minus) && p.skip(Char.Minus)
  const float = isNegative ? parseNamedFloat(p) : undefined
  if (float !== undefined) return numberNode(start, p.previousEnd, true, undefined, -float)
  if (!p.failed && p.peek(Tok.Int)) {
    const value = parseInteger(p.tokenText())
    p.advance()
    return numberNode(start, p.previousEnd, isNegative, isNegative ? -value : value, undefined)
  }
  if (!p.failed && p.peek(Tok.Float)) {
    const value = Number(p.tokenText())
    p.advance()
    return numberNode(start, p.previousEnd, isNegative, undefined, isNegative ? -value : value)
  }
  p.fail()
  return numberNode(start, start, isNegative, 0n, undefined)
}

/** An integer, with a sign or without: field numbers, enum values, ranges. */
export function parseWholeNumber(p: Parser): NumberNode {
  const isFloat = p.peek(Tok.Float) || (p.peek(Char.Minus) && p.peekNext() !== Tok.Int)
  if (isFloat) p.fail()
  return parseNumber(p)
}

/** Within an aggregate, which is text format, case does not matter and `infinity` is `inf`. */
function parseNamedFloat(p: Parser): number | undefined {
  if (!p.peek(Tok.Ident)) return undefined
  const name = p.valueDepth > 0 ? p.tokenText().toLowerCase() : p.tokenText()
  const isInfinity = name === 'inf' || (name === 'infinity' && p.valueDepth > 0)
  const value = isInfinity ? Number.POSITIVE_INFINITY : name === 'nan' ? Number.NaN : undefined
  if (value !== undefined) p.advance()
  return value
}

function numberNode(
  start: number,
  end: number,
  isNegative: boolean,
  integer: bigint | undefined,
  float: number | undefined,
): NumberNode {
  return { kind: Kind.Number, start, end, isNegative, integer, float }
}
