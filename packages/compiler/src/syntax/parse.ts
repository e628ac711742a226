import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { Source } from '../source/source.ts'
import { type FileElementNode, type FileNode, type ImportNode, Kind, type PackageNode, type SyntaxNode } from './ast.ts'
import { Char } from './char.ts'
import { parseEmpty, parseStatements } from './parse-body.ts'
import { parseString } from './parse-literal.ts'
import { parseExtend, parseType } from './parse-message.ts'
import { parseTypeName, takeIdent } from './parse-name.ts'
import { parseOptionStatement } from './parse-option.ts'
import { parseService } from './parse-service.ts'
import { Parser } from './parser.ts'
import { recoverFile } from './recovery/recover-file.ts'
import { Tok } from './scanner.ts'

/** A tree together with the ranges of its comments, as pairs of offsets in source order. */
export interface CommentedTree {
  readonly tree: FileNode
  readonly comments: readonly number[]
}

/**
 * Parses the text of a file. Never throws: a text that does not follow the grammar is read again more loosely, which
 * reports what is wrong and leaves out of the tree what cannot be understood.
 */
export function parse(source: Source, diagnostics: Diagnostics): FileNode {
  const parser = new Parser(source)
  const tree = parseFile(parser)
  return parser.isSound ? tree : recoverFile(source, diagnostics).tree
}

/** The same, with comments. */
export function parseWithComments(source: Source, diagnostics: Diagnostics): CommentedTree {
  const parser = new Parser(source, true)
  const tree = parseFile(parser)
  return parser.isSound ? { tree, comments: parser.scanner.comments ?? [] } : recoverFile(source, diagnostics)
}

/** `[ syntax | edition ] { import | package | option | message | enum | extend | service | emptyStatement }` */
function parseFile(p: Parser): FileNode {
  const body: FileElementNode[] = []
  parseStatements(p, Tok.Eof, body, parseFileElement)
  const syntax = body.find((node) => node.kind === Kind.Syntax)
  const packageNode = body.find((node) => node.kind === Kind.Package)
  return {
    kind: Kind.File,
    start: 0,
    end: p.text.length,
    syntax,
    package: packageNode,
    body,
    optionCount: p.optionCount,
  }
}

function parseFileElement(p: Parser): FileElementNode | undefined {
  if (p.peek(Char.Semicolon)) return parseEmpty(p)
  if (p.peekKeyword('syntax') || p.peekKeyword('edition')) return parseSyntax(p)
  if (p.peekKeyword('package')) return parsePackage(p)
  if (p.peekKeyword('import')) return parseImport(p)
  if (p.peekKeyword('option')) return parseOptionStatement(p)
  if (p.peekKeyword('extend')) return parseExtend(p)
  if (p.peekKeyword('service')) return parseService(p)
  const type = p.peek(Tok.Ident) ? parseType(p) : undefined
  if (type === undefined) p.fail()
  return type
}

/** `( "syntax" | "edition" ) "=" strLit ";"` */
function parseSyntax(p: Parser): SyntaxNode {
  const { start } = p
  const isEdition = p.peekKeyword('edition')
  p.advance()
  p.expect(Char.Equals)
  const value = parseString(p)
  p.expect(Char.Semicolon)
  return { kind: Kind.Syntax, start, end: p.previousEnd, isEdition, value }
}

/** `"package" fullIdent ";"` */
function parsePackage(p: Parser): PackageNode {
  const { start } = p
  p.advance()
  const name = parseTypeName(p)
  p.expect(Char.Semicolon)
  return { kind: Kind.Package, start, end: p.previousEnd, name }
}

/** `"import" [ "weak" | "public" | "option" ] strLit ";"` */
function parseImport(p: Parser): ImportNode {
  const { start } = p
  p.advance()
  const hasModifier = p.peekKeyword('public') || p.peekKeyword('weak') || p.peekKeyword('option')
  const modifier = hasModifier ? takeIdent(p) : undefined
  const path = parseString(p)
  p.expect(Char.Semicolon)
  return { kind: Kind.Import, start, end: p.previousEnd, path, modifier }
}
