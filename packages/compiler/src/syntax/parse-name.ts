import { type IdentNode, Kind } from './ast.ts'
import { Char } from './char.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `ident = letter { letter | digit | "_" }` */
export function parseIdent(p: Parser): IdentNode {
  const { start } = p
  const name = p.peek(Tok.Ident) && !p.failed ? p.tokenText() : ''
  p.expect(Tok.Ident)
  return { kind: Kind.Ident, start, end: name === '' ? start : p.previousEnd, name }
}

/** The current word as a node, consumed. The caller has looked at it. */
export function takeIdent(p: Parser): IdentNode {
  const { start } = p
  const name = p.tokenText()
  p.advance()
  return { kind: Kind.Ident, start, end: p.previousEnd, name }
}

/** `[ "." ] ident { "." ident }`. White space and comments may stand between the parts; the name has none of them. */
export function parseTypeName(p: Parser): IdentNode {
  const { start } = p
  let length = 0
  if (p.peek(Char.Dot) && p.skip(Char.Dot)) length++
  do {
    length += p.scanner.end - p.start
    if (!p.expect(Tok.Ident)) break
    length++
  } while (p.skip(Char.Dot))
  const end = Math.max(start, p.previousEnd)
  return { kind: Kind.Ident, start, end, name: joinName(p.text.slice(start, end), length - 1) }
}

const TRIVIA = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\s+/g

/** Takes out what stands between the parts of a name; most names have nothing there. */
function joinName(written: string, length: number): string {
  return written.length === length ? written : written.replace(TRIVIA, '')
}
