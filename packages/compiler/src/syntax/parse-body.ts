import { type EmptyNode, Kind } from './ast.ts'
import { Char } from './char.ts'
import type { Parser } from './parser.ts'
import type { Token } from './scanner.ts'

/** A body and where its `{` stands. */
export interface Body<T> {
  readonly bodyStart: number
  readonly body: readonly T[]
}

/** `"{" { statement } "}"` */
export function parseBody<T>(p: Parser, parseStatement: (p: Parser) => T | undefined): Body<T> {
  const bodyStart = p.start
  const body: T[] = []
  if (p.expect(Char.OpenBrace)) parseStatements(p, Char.CloseBrace, body, parseStatement)
  p.expect(Char.CloseBrace)
  return { bodyStart, body }
}

/** Statements up to `close`, which stays, or up to a fault. */
export function parseStatements<T>(
  p: Parser,
  close: Token,
  body: T[],
  parseStatement: (p: Parser) => T | undefined,
): void {
  while (!p.failed && !p.peek(close)) {
    const statement = parseStatement(p)
    if (statement !== undefined) body.push(statement)
  }
}

/** `";"` on its own. */
export function parseEmpty(p: Parser): EmptyNode {
  const { start } = p
  p.advance()
  return { kind: Kind.Empty, start, end: p.previousEnd }
}
