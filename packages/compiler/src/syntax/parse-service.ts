import type { ServiceElementNode, ServiceNode } from './ast.ts'
import { type EmptyNode, type IdentNode, Kind, type MethodNode, type OptionNode } from './ast.ts'
import { Char } from './char.ts'
import { parseBody, parseEmpty } from './parse-body.ts'
import { parseIdent, parseTypeName, takeIdent } from './parse-name.ts'
import { parseOptionStatement } from './parse-option.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `"service" serviceName "{" { option | rpc | emptyStatement } "}"` */
export function parseService(p: Parser): ServiceNode {
  const { start } = p
  p.advance()
  const name = parseIdent(p)
  const { bodyStart, body } = parseBody(p, parseServiceElement)
  return { kind: Kind.Service, start, end: p.previousEnd, name, bodyStart, body }
}

function parseServiceElement(p: Parser): ServiceElementNode | undefined {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peekKeyword('option')) return parseOptionStatement(p)
  if (p.peekKeyword('rpc')) return parseMethod(p)
  p.fail()
  return undefined
}

/** `"rpc" methodName "(" [ "stream" ] type ")" "returns" "(" [ "stream" ] type ")" ( "{" { option } "}" | ";" )` */
function parseMethod(p: Parser): MethodNode {
  const { start } = p
  p.advance()
  const name = parseIdent(p)
  const input = parseMethodType(p)
  p.expectKeyword('returns')
  const output = parseMethodType(p)
  let bodyStart = -1
  let body: readonly (OptionNode | EmptyNode)[] = []
  if (p.peek(Char.OpenBrace)) ({ bodyStart, body } = parseBody(p, parseMethodElement))
  else p.expect(Char.Semicolon)
  return {
    kind: Kind.Method,
    start,
    end: p.previousEnd,
    name,
    clientStreaming: input.streaming,
    inputType: input.type,
    serverStreaming: output.streaming,
    outputType: output.type,
    bodyStart,
    body,
  }
}

/** `"(" [ "stream" ] type ")"`. `stream` alone is a type; in front of a type, its leading dot included, a keyword. */
function parseMethodType(p: Parser): { streaming: IdentNode | undefined; type: IdentNode } {
  p.expect(Char.OpenParen)
  const isStreaming = !p.failed && p.peekKeyword('stream') && p.peekNext() !== Char.CloseParen
  const streaming = isStreaming ? takeIdent(p) : undefined
  const type = parseTypeName(p)
  p.expect(Char.CloseParen)
  return { streaming, type }
}

function parseMethodElement(p: Parser): OptionNode | EmptyNode | undefined {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peekKeyword('option') && p.peekNext() !== Tok.Eof) return parseOptionStatement(p)
  p.fail()
  return undefined
}
