import {
  type ExtendElementNode,
  type ExtendNode,
  type GroupNode,
  type IdentNode,
  Kind,
  type MessageElementNode,
  type MessageNode,
  type OneofElementNode,
  type OneofNode,
} from './ast.ts'
import { Char } from './char.ts'
import { enterMessage, leaveMessage } from './nesting.ts'
import { type Body, parseBody, parseEmpty } from './parse-body.ts'
import { parseEnum } from './parse-enum.ts'
import { parseField, parseGroupHead, parseLabel, parseMapField, peekMap } from './parse-field.ts'
import { parseIdent, parseTypeName, takeIdent } from './parse-name.ts'
import { parseOptionStatement } from './parse-option.ts'
import { parseExtensions, parseReserved } from './parse-range.ts'
import type { Parser } from './parser.ts'
import { Tok } from './scanner.ts'

/** `[ "export" | "local" ] "message" messageName messageBody`; the visibility has been parsed. */
export function parseMessage(p: Parser, start: number, visibility: IdentNode | undefined): MessageNode {
  const keywordStart = p.start
  p.advance()
  const name = parseIdent(p)
  const { bodyStart, body } = parseMessageBody(p)
  return { kind: Kind.Message, start, end: p.previousEnd, visibility, keywordStart, name, bodyStart, body }
}

function parseMessageBody(p: Parser): Body<MessageElementNode> {
  if (!enterMessage(p)) return { bodyStart: p.start, body: [] }
  const body = parseBody(p, parseMessageElement)
  leaveMessage(p)
  return body
}

/** `"extend" messageType "{" { field | group | emptyStatement } "}"` */
export function parseExtend(p: Parser): ExtendNode {
  const { start } = p
  p.advance()
  const extendee = parseTypeName(p)
  const { bodyStart, body } = parseBody(p, parseExtendElement)
  return { kind: Kind.Extend, start, end: p.previousEnd, extendee, bodyStart, body }
}

/** `"message" | "enum"` behind an optional `"export" | "local"`; undefined when something else stands here. */
export function parseType(p: Parser): MessageNode | ReturnType<typeof parseEnum> | undefined {
  const { start } = p
  const visibility = peekVisibility(p) ? takeIdent(p) : undefined
  // buf takes several such words, and heeds the first one.
  while (visibility !== undefined && isVisibility(p)) p.advance()
  const next = p.peekNext()
  // A name that is no name has been reported; what comes is a message or an enum all the same.
  if (visibility === undefined && ((next !== Tok.Ident && next !== Tok.Bad) || p.peekField())) return undefined
  if (p.peekKeyword('message')) return parseMessage(p, start, visibility)
  if (p.peekKeyword('enum')) return parseEnum(p, start, visibility)
  return undefined
}

function isVisibility(p: Parser): boolean {
  return p.peekKeyword('export') || p.peekKeyword('local')
}

/** Whether `export` or `local` stands here as a modifier of a message or an enum. */
function peekVisibility(p: Parser): boolean {
  if (!isVisibility(p)) return false
  const state = p.scanner.save()
  while (isVisibility(p)) p.scanner.next()
  const isType = (p.peekKeyword('message') || p.peekKeyword('enum')) && p.peekNext() === Tok.Ident
  p.scanner.restore(state)
  return isType
}

/**
 * `field | enum | message | extend | extensions | group | option | oneof | mapField | reserved | emptyStatement`.
 * The keywords are words like any other where what follows does not fit them: `option.Type name = 1;` is a field.
 */
function parseMessageElement(p: Parser): MessageElementNode {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (!p.peek(Tok.Ident)) return parseFieldLike(p)
  const type = parseType(p)
  if (type !== undefined) return type
  if (p.peekField() && !p.peekKeyword('option')) return parseFieldLike(p)
  const next = p.peekNext()
  const isName = next === Tok.Ident
  if (p.peekKeyword('option') && (isName || next === Char.OpenParen)) return parseOptionStatement(p)
  if (p.peekKeyword('oneof') && (isName || next === Char.OpenBrace)) return parseOneof(p)
  if (p.peekKeyword('extend') && (isName || next === Char.Dot)) return parseExtend(p)
  if (p.peekKeyword('reserved') && next !== Char.Dot) return parseReserved(p)
  if (p.peekKeyword('extensions') && next !== Char.Dot) return parseExtensions(p)
  return parseFieldLike(p)
}

/** `"oneof" oneofName "{" { option | field | group | emptyStatement } "}"` */
function parseOneof(p: Parser): OneofNode {
  const { start } = p
  p.advance()
  const name = parseIdent(p)
  const { bodyStart, body } = parseBody(p, parseOneofElement)
  return { kind: Kind.Oneof, start, end: p.previousEnd, name, bodyStart, body }
}

function parseOneofElement(p: Parser): OneofElementNode {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peekKeyword('option')) {
    const next = p.peekNext()
    if (next === Tok.Ident || next === Char.OpenParen) return parseOptionStatement(p)
  }
  return parseFieldLike(p)
}

function parseExtendElement(p: Parser): ExtendElementNode {
  return p.peek(Char.Semicolon) ? parseEmpty(p) : parseFieldLike(p)
}

/** A field, a map field or a group. */
function parseFieldLike(p: Parser): Exclude<ExtendElementNode, { kind: typeof Kind.Empty }> {
  const { start } = p
  if (isVisibility(p) && isLooseVisibility(p)) p.fail()
  const label = parseLabel(p)
  if (peekMap(p)) return parseMapField(p, start, label)
  if (p.peekKeyword('group') && peekGroup(p)) return parseGroup(p, start, label)
  return parseField(p, start, label)
}

/** Whether `export` or `local` stands in front of a type and a name, and so is no type itself. */
function isLooseVisibility(p: Parser): boolean {
  const [first, second] = p.peekAhead(2)
  return first === Tok.Ident && second === Tok.Ident
}

/** Whether a body follows `group name = number [ … ]`; without one, `group` is the name of a type. */
function peekGroup(p: Parser): boolean {
  const state = p.scanner.save()
  let token = p.scanner.next()
  const isNamed = token === Tok.Ident
  while (token !== Char.Semicolon && token !== Char.OpenBrace && token !== Char.CloseBrace && token !== Tok.Eof) {
    token = token === Char.OpenBracket ? skipBrackets(p) : p.scanner.next()
  }
  p.scanner.restore(state)
  return isNamed && token === Char.OpenBrace
}

/** Moves behind the bracket that closes the current one, whatever is in between, and returns the token there. */
function skipBrackets(p: Parser): number {
  let nesting = 0
  for (;;) {
    const { token } = p.scanner
    if (token === Char.OpenBracket) nesting++
    else if (token === Char.CloseBracket) nesting--
    if (nesting === 0 || token === Tok.Eof) return p.scanner.next()
    p.scanner.next()
  }
}

/** `[ label ] "group" groupName "=" fieldNumber [ options ] messageBody` */
function parseGroup(p: Parser, start: number, label: IdentNode | undefined): GroupNode {
  const { keyword, name, number, options, optionsStart, optionsEnd } = parseGroupHead(p)
  const { bodyStart, body } = parseMessageBody(p)
  return {
    kind: Kind.Group,
    start,
    end: p.previousEnd,
    label,
    keyword,
    name,
    number,
    options,
    optionsStart,
    optionsEnd,
    bodyStart,
    body,
  }
}
