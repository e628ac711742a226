import type { Source } from '../source/source.ts'
import type { DiagnosticCode } from './catalogue.ts'
import type { Diagnostic, DiagnosticNote, Severity } from './diagnostic.ts'

/** What a report may add to its message. */
export interface DiagnosticExtra {
  /** Second places that explain the first one. */
  readonly notes?: readonly DiagnosticNote[]
  /** What to do about it. */
  readonly hint?: string
}

/** More than a person reads, and few enough that a hostile file cannot fill the memory with reports about itself. */
export const MAX_DIAGNOSTICS = 10_000

/**
 * Collects the diagnostics of one run.
 *
 * Only the first report of a severity at an offset is kept, since later ones there are mostly echoes of it; behind
 * `MAX_DIAGNOSTICS` reports are counted in `dropped` and otherwise forgotten.
 */
export class Diagnostics {
  readonly list: Diagnostic[] = []
  errorCount = 0
  dropped = 0
  readonly #seen = new Map<string, Set<number>>()

  get hasErrors(): boolean {
    return this.errorCount > 0
  }

  /** Reports something wrong at a range of text, given in UTF-16 offsets. */
  report(
    code: DiagnosticCode,
    severity: Severity,
    source: Source,
    start: number,
    end: number,
    message: string,
    extra?: DiagnosticExtra,
  ): void {
    if (severity === 'error') this.errorCount++
    if (!this.#isNew(source.path, severity === 'error' ? start * 2 : start * 2 + 1)) return
    if (this.#isFull()) return
    this.#add(code, severity, source.path, source.span(start, Math.max(start, end)), message, extra)
  }

  /** Reports something wrong with a file as a whole. */
  reportFile(code: DiagnosticCode, severity: Severity, file: string, message: string, extra?: DiagnosticExtra): void {
    if (severity === 'error') this.errorCount++
    if (!this.#isFull()) this.#add(code, severity, file, undefined, message, extra)
  }

  #isFull(): boolean {
    if (this.list.length < MAX_DIAGNOSTICS) return false
    this.dropped++
    return true
  }

  /** True for the first report of a severity at an offset of a file. */
  #isNew(path: string, key: number): boolean {
    const seen = this.#seen.get(path)
    if (seen === undefined) {
      this.#seen.set(path, new Set([key]))
      return true
    }
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }

  #add(
    code: DiagnosticCode,
    severity: Severity,
    file: string,
    span: Diagnostic['span'],
    message: string,
    extra?: DiagnosticExtra,
  ): void {
    this.list.push({ code, severity, file, span, message, notes: extra?.notes ?? [], hint: extra?.hint })
  }
}
