import type { Diagnostics } from '../../diagnostic/diagnostics.ts'
import type { Source } from '../../source/source.ts'
import { type FileElementNode, type FileNode, Kind } from '../ast.ts'
import { Cursor } from './cursor.ts'
import { judgeDefinition } from './judge-definition.ts'
import { judgeImport, judgePackage, judgeSyntax } from './judge-head.ts'
import { judgeRanges } from './judge-ranges.ts'
import type { LooseStatement } from './loose.ts'
import { readStatements } from './read-statement.ts'
import { Reader } from './reader.ts'
import { bareSink, fileSink, type Sink } from './sink.ts'

/** What is left of a faulty text, and where its comments are, as pairs of offsets. */
export interface RecoveredFile {
  readonly tree: FileNode
  readonly comments: readonly number[]
}

/**
 * Reads a text in which something is wrong: each statement for what it looks like, then for what it may be. All that is
 * wrong is reported; the tree has what makes sense all the same, so that later passes see most of the names.
 */
export function recoverFile(source: Source, diagnostics: Diagnostics): RecoveredFile {
  const reader = new Reader(source, diagnostics)
  const body: FileElementNode[] = []
  new Recovery(reader).judgeBody(new Cursor(reader.tree), fileSink(body), false)
  const syntax = body.find((node) => node.kind === Kind.Syntax)
  const packageNode = body.find((node) => node.kind === Kind.Package)
  const { optionCount, tree } = reader
  const end = source.text.length
  return {
    tree: { kind: Kind.File, start: 0, end, syntax, package: packageNode, body, optionCount },
    comments: tree.comments,
  }
}

/** How many bodies are looked at in each other, of declarations that mean nothing too: it bounds the stack. */
const MAX_BODY_NESTING = 100

class Recovery {
  readonly #reader: Reader
  #depth = 0
  /** Whether no statement has been judged yet. */
  #isFirst = true

  constructor(reader: Reader) {
    this.#reader = reader
  }

  judgeBody(cursor: Cursor, sink: Sink, isEnum: boolean): void {
    for (const statement of readStatements(this.#reader, cursor, sink.owner === 'file' && this.#depth === 0)) {
      this.#judge(statement, sink, isEnum)
    }
  }

  #judge(statement: LooseStatement, sink: Sink, isEnum: boolean): void {
    this.#judgeKind(statement, sink, isEnum)
    this.#isFirst = false
  }

  #judgeKind(statement: LooseStatement, sink: Sink, isEnum: boolean): void {
    const reader = this.#reader
    switch (statement.kind) {
      case 'definition':
        judgeDefinition(reader, statement, sink, isEnum, (open, inner, isEnumBody) =>
          this.#enter(open, inner, isEnumBody),
        )
        break
      case 'ranges': {
        const { owner } = sink
        if (owner === 'message' || (owner === 'enum' && statement.isReserved)) {
          for (const node of judgeRanges(reader, statement)) sink.ranges?.(node)
        } else reader.fault(statement, 'This cannot stand here.')
        break
      }
      case 'body':
        reader.fault(statement, 'These braces belong to nothing.', 'Remove them.')
        this.#enter(statement.body, bareSink(sink), isEnum)
        break
      case 'empty':
        sink.empty?.({ kind: Kind.Empty, start: statement.start, end: statement.end })
        break
      case 'syntax':
        judgeSyntax(reader, statement, sink, this.#isFirst)
        break
      case 'package':
        judgePackage(reader, statement, sink)
        break
      case 'import':
        judgeImport(reader, statement, sink)
        break
    }
  }

  /** What is too deep is not looked at: something around it has been reported. */
  #enter(open: number, sink: Sink, isEnum: boolean): void {
    if (this.#depth >= MAX_BODY_NESTING) return
    this.#depth++
    this.judgeBody(new Cursor(this.#reader.tree).children(open), sink, isEnum)
    this.#depth--
  }
}
