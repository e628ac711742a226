import { type EmptyNode, Kind } from './ast.ts'
import { Char } from './char.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** A body and where its `{` stands. */
export interface Body<T> {
  readonly bodyStart: number
  readonly body: readonly T[]
}

/**
 * `"{" { statement } "}"`. A statement that fails is left out and skipped; the body goes on behind it. A body that is
 * not closed fails the statement that it belongs to no further: the end of the file has been reported then.
 */
export function parseBody<T>(p: Parser, wanted: string, parseStatement: (p: Parser) => T | undefined): Body<T> {
  const bodyStart = p.start
  const body: T[] = []
  if (p.skip(Char.OpenBrace)) {
    parseStatements(p, Char.CloseBrace, body, parseStatement)
    if (p.peek(Tok.Eof)) reportUnclosed(p, bodyStart)
    else p.advance()
  } else {
    p.fail(wanted)
  }
  return { bodyStart, body }
}

/** Statements up to `close`, which stays. Moves forward with every round, whatever the text is. */
export function parseStatements<T>(
  p: Parser,
  close: number,
  body: T[],
  parseStatement: (p: Parser) => T | undefined,
): void {
  while (!p.peek(close) && !p.peek(Tok.Eof)) {
    const { start } = p
    const statement = parseStatement(p)
    if (statement !== undefined && !p.failed) body.push(statement)
    if (p.failed) p.recover(start)
    if (p.start === start && !p.peek(Tok.Eof)) p.advance()
  }
}

function reportUnclosed(p: Parser, bodyStart: number): void {
  const message = 'This `{` is never closed.'
  p.error('unclosed-brace', bodyStart, bodyStart + 1, message, 'Add the `}` that belongs to it.')
}

/** `";"` on its own. */
export function parseEmpty(p: Parser): EmptyNode {
  const { start } = p
  p.advance()
  return { kind: Kind.Empty, start, end: p.previousEnd }
}
