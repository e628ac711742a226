import type { Span } from '@wireproof/compiler'
import type { Category } from './category.ts'

/** A place in one side of a comparison. `span` is undefined when the file has no source info for it. */
export interface Place {
  readonly path: string
  readonly span: Span | undefined
}

/** One broken promise between two images. */
export interface Finding {
  /** Rule id, such as `FIELD_SAME_TYPE`; buf's own where the meaning is the same. */
  readonly rule: string
  readonly categories: readonly Category[]
  /** What changed, who is hurt (binary, JSON or source) and what to do instead; one line. */
  readonly message: string
  /** The place in `next`; undefined when nothing of it is left there (a deleted file). */
  readonly at: Place | undefined
  /** The place in `prev` of the element that the promise was about. */
  readonly against: Place | undefined
  /** Full name of the element, without a leading dot; the import path when the file itself is meant. */
  readonly symbol: string
  /** `wp1:` and a hash of rule, symbol and nature of the change: stable under edits elsewhere in the file. */
  readonly fingerprint: string
}
