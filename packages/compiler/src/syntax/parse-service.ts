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
  const name = parseIdent(p, 'the name of the service')
  const { bodyStart, body } = parseBody(p, '`{` and the methods of the service', parseServiceElement)
  return { kind: Kind.Service, start, end: p.previousEnd, name, bodyStart, body }
}

function parseServiceElement(p: Parser): ServiceElementNode | undefined {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peekKeyword('option')) return parseOptionStatement(p)
  if (p.peekKeyword('rpc')) return parseMethod(p)
  p.fail('`rpc`, `option` or the end of the service')
  return undefined
}

/** `"rpc" methodName "(" [ "stream" ] type ")" "returns" "(" [ "stream" ] type ")" ( "{" { option } "}" | ";" )` */
function parseMethod(p: Parser): MethodNode {
  const { start } = p
  p.advance()
  if (!p.peek(Tok.Ident)) p.failAt(start, 'This method has no name')
  const name = parseIdent(p, 'the name of the method')
  const inputStart = p.start
  const input = parseMethodType(p, 'request')
  if (!p.peekKeyword('returns')) p.failAt(inputStart, 'This method has no response type')
  p.expectKeyword('returns')
  const output = parseMethodType(p, 'response')
  let bodyStart = -1
  let body: readonly (OptionNode | EmptyNode)[] = []
  if (p.peek(Char.OpenBrace)) ({ bodyStart, body } = parseBody(p, '`{`', parseMethodElement))
  else p.expect(Char.Semicolon, '`;` or `{`')
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
function parseMethodType(p: Parser, role: string): { streaming: IdentNode | undefined; type: IdentNode } {
  const { start } = p
  p.expect(Char.OpenParen, `\`(\` and the type of the ${role}`)
  if (p.peek(Char.CloseParen)) p.failAt(start, `There is no type for the ${role}`)
  const isStreaming = !p.failed && p.peekKeyword('stream') && p.peekNext() !== Char.CloseParen
  const streaming = isStreaming ? takeIdent(p) : undefined
  const type = parseTypeName(p, `the type of the ${role}`)
  if (p.peek(Char.Comma)) p.failAt(start, `There is more than one type for the ${role}`)
  p.expect(Char.CloseParen, '`)`')
  return { streaming, type }
}

function parseMethodElement(p: Parser): OptionNode | EmptyNode | undefined {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peekKeyword('option') && p.peekNext() !== Tok.Eof) return parseOptionStatement(p)
  p.fail('`option` or the end of the method')
  return undefined
}
