import type { Span } from '@wireproof/compiler'
import type { Category } from './category.ts'

/** A place in a file. `span` is undefined when the file as a whole is meant, or has no source info. */
export interface LintPlace {
  readonly path: string
  readonly span: Span | undefined
}

/** One place where a schema leaves the chosen style. */
export interface LintFinding {
  /** Rule id; buf's own where the meaning is the same. */
  readonly rule: string
  readonly categories: readonly Category[]
  /** What is so, and what should be instead; one line. */
  readonly message: string
  readonly at: LintPlace
  /** Full name of the element, without a leading dot; the import path when the file itself is meant. */
  readonly symbol: string
}
