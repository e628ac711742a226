import type { DiagnosticCode } from '../../diagnostic/catalogue.ts'
import { Diagnostics } from '../../diagnostic/diagnostics.ts'
import type { Source } from '../../source/source.ts'
import { MAX_VALUE_NESTING } from '../nesting.ts'
import type { Cursor } from './cursor.ts'
import { readTokens, type TokenTree } from './token-tree.ts'

/** What the functions of this folder share: the tokens, where reports go, and how deep they are. */
export class Reader {
  readonly source: Source
  readonly tree: TokenTree
  readonly #diagnostics: Diagnostics
  /** Whether the file states an edition, or is of proto2; known from its first statement on. */
  isEdition = false
  isProto2 = true
  /** How many options and aggregate fields have been numbered. */
  optionCount = 0
  /** How many messages and groups the current statement is in. */
  messageDepth = 0
  /** For what has been reported already. */
  readonly silence = new Diagnostics()
  #nesting = 0

  constructor(source: Source, diagnostics: Diagnostics) {
    this.source = source
    this.#diagnostics = diagnostics
    this.tree = readTokens(source, diagnostics)
  }

  error(code: DiagnosticCode, at: { start: number; end: number }, message: string, hint?: string): void {
    const extra = hint === undefined ? undefined : { hint }
    this.#diagnostics.report(code, 'error', this.source, at.start, at.end, message, extra)
  }

  warn(code: DiagnosticCode, at: { start: number; end: number }, message: string, hint: string): void {
    this.#diagnostics.report(code, 'warning', this.source, at.start, at.end, message, { hint })
  }

  /** Reports something as a fault of grammar. */
  fault(at: { start: number; end: number }, message: string, hint?: string): void {
    this.error('syntax-error', at, message, hint)
  }

  /** Reports that the current token is not the `;` that ends a statement. */
  expectedEnd(cursor: Cursor): void {
    const { start, previousStop } = cursor
    const isOnOtherLine = this.source.lineOf(previousStop) !== this.source.lineOf(start)
    this.expected(cursor, '`;`', isOnOtherLine ? 'Put a `;` at the end of the statement in front of it.' : undefined)
  }

  /** Reports that the current token is not what was wanted. */
  expected(cursor: Cursor, wanted: string, hint?: string): void {
    const { start } = cursor
    if (cursor.isDone && cursor.end >= this.tree.kinds.length) {
      this.fault({ start, end: start }, `Expected ${wanted} here, but the file ends.`, hint)
      return
    }
    const text = cursor.textOf(Math.min(cursor.index, cursor.end))
    const shown = text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`
    this.fault({ start, end: start + text.length }, `Expected ${wanted} here, but there is \`${shown}\`.`, hint)
  }

  /** Reads what may hold more of its like. Reports it, and reads nothing, where that is too deep. */
  nest<T>(at: { start: number; end: number }, read: () => T): T | undefined {
    if (this.#nesting >= MAX_VALUE_NESTING) {
      const message = `This value is nested deeper than the ${MAX_VALUE_NESTING} levels that it may have.`
      this.error('nesting-too-deep', at, message, 'Split the option into several ones.')
      return undefined
    }
    this.#nesting++
    const result = read()
    this.#nesting--
    return result
  }
}

/** As much of a token as a message shows. */
const MAX_SHOWN = 40
