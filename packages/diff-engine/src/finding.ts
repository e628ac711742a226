import type { Span } from '@wireproof/compiler'
import type { Category } from './category.ts'
import type { ProofAbsence } from './evidence/proof-absence.ts'
import type { ExactCategory } from './wire/exact-rules.ts'
import type { Proof } from './wire/proof.ts'

/** A place in one side of a comparison. `span` is undefined when the file has no source info for it. */
export interface Place {
  readonly path: string
  readonly span: Span | undefined
}

/** How much a finding counts, most first: only errors make a check fail. */
export const SEVERITIES = ['error', 'warning', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/**
 * Who is hurt: `backward` = new readers of old data, `forward` = old readers of new data, `both` = either, or something
 * that has no direction, such as generated code.
 */
export const FINDING_DIRECTIONS = ['backward', 'forward', 'both'] as const
export type FindingDirection = (typeof FINDING_DIRECTIONS)[number]

/** buf's categories, and our own. */
export type FindingCategory = Category | ExactCategory

/** One broken promise between two images. */
export interface Finding {
  /** Rule id, such as `FIELD_SAME_TYPE`; buf's own where the meaning is the same. */
  readonly rule: string
  readonly categories: readonly FindingCategory[]
  readonly severity: Severity
  /** The directions of the proofs; where there are none, that of the rule's nature. */
  readonly direction: FindingDirection
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
  /** Payloads that were written by one side and read by the other, and show the harm; the most telling first. */
  readonly proofs: readonly Proof[]
  /** Why there is none; undefined when there are proofs. `describeAbsence` puts it into words. */
  readonly withoutProof: ProofAbsence | undefined
}
