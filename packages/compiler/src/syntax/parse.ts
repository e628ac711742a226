import { Diagnostics } from '../diagnostic/diagnostics.ts'
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
 * Parses the text of a file. Never throws: what cannot be understood is reported and left out of the tree, and parsing
 * goes on behind it.
 */
export function parse(source: Source, diagnostics: Diagnostics): FileNode {
  const trial = new Diagnostics()
  const tree = parseFile(new Parser(source, trial))
  return trial.hasErrors ? recoverFile(source, diagnostics).tree : tree
}

/** The same, with comments. */
export function parseWithComments(source: Source, diagnostics: Diagnostics): CommentedTree {
  const trial = new Diagnostics()
  const parser = new Parser(source, trial, true)
  const tree = parseFile(parser)
  return trial.hasErrors ? recoverFile(source, diagnostics) : { tree, comments: parser.scanner.comments ?? [] }
}

/** `[ syntax | edition ] { import | package | option | message | enum | extend | service | emptyStatement }` */
function parseFile(p: Parser): FileNode {
  const body: FileElementNode[] = []
  while (!p.peek(Tok.Eof)) {
    parseStatements(p, Char.CloseBrace, body, parseFileElement)
    if (!p.peek(Tok.Eof)) {
      p.error('unmatched-brace', p.start, p.scanner.end, 'This `}` closes nothing.', 'Remove it.')
      p.advance()
    }
  }
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
  if (type === undefined) p.fail('a declaration such as `message`, `enum`, `service`, `extend`, `import` or `option`')
  return type
}

/** `( "syntax" | "edition" ) "=" strLit ";"` */
function parseSyntax(p: Parser): SyntaxNode {
  const { start } = p
  const isEdition = p.peekKeyword('edition')
  p.advance()
  p.expect(Char.Equals, '`=`')
  const value = parseString(p, isEdition ? 'an edition such as "2023"' : '"proto2" or "proto3"')
  p.expect(Char.Semicolon, '`;`')
  return { kind: Kind.Syntax, start, end: p.previousEnd, isEdition, value }
}

/** `"package" fullIdent ";"` */
function parsePackage(p: Parser): PackageNode {
  const { start } = p
  p.advance()
  if (!p.peek(Tok.Ident) && !p.peek(Char.Dot)) p.failAt(start, 'This `package` has no name')
  const name = parseTypeName(p, 'the name of the package')
  p.expect(Char.Semicolon, '`;`')
  return { kind: Kind.Package, start, end: p.previousEnd, name }
}

/** `"import" [ "weak" | "public" | "option" ] strLit ";"` */
function parseImport(p: Parser): ImportNode {
  const { start } = p
  p.advance()
  const hasModifier = p.peekKeyword('public') || p.peekKeyword('weak') || p.peekKeyword('option')
  const modifier = hasModifier ? takeIdent(p) : undefined
  const path = parseString(p, 'the path of a file in quotes')
  p.expect(Char.Semicolon, '`;`')
  return { kind: Kind.Import, start, end: p.previousEnd, path, modifier }
}
