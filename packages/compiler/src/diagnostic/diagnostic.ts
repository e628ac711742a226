import type { Span } from '../source/span.ts'

/** `error` keeps a file from being used; `warning` does not. */
export type Severity = 'error' | 'warning'

/** A second place that explains a diagnostic, such as "first declared here". */
export interface DiagnosticNote {
  readonly file: string
  readonly span: Span | undefined
  readonly message: string
}

/**
 * Something wrong with a schema: always a value in a list, never thrown.
 *
 * `code` is stable and in kebab case: one of `DiagnosticCode`, which docs/reference/diagnostics.md lists, or one that
 * another version of the compiler knows. `message` may change between releases.
 * `span` is undefined when the whole file is meant (it cannot be read, or is not there).
 */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly file: string
  readonly span: Span | undefined
  readonly message: string
  readonly notes: readonly DiagnosticNote[]
  readonly hint: string | undefined
}
