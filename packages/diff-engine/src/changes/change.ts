import type { Place } from '../finding.ts'
import { placeOf, type Site } from '../site.ts'

/** What can happen to an element. A moved one keeps its name and changes its file, a renamed one the other way round. */
export type ChangeKind = 'added' | 'removed' | 'renamed' | 'moved' | 'deprecated' | 'changed'

/** What a change is about. */
export type ChangedElement =
  | 'file'
  | 'message'
  | 'field'
  | 'extension'
  | 'oneof'
  | 'enum'
  | 'enum value'
  | 'service'
  | 'rpc'

/**
 * How much a change asks of a version number by itself: `minor` when the schema offers, asks or means something else
 * than before, `patch` when neither data nor generated code can tell. Whether it breaks anything is said by findings,
 * not here.
 */
export type ChangeWeight = 'minor' | 'patch'

/** One difference between two images, harmless or not. */
export interface Change {
  readonly kind: ChangeKind
  readonly element: ChangedElement
  /** Full name without a leading dot, as `prev` has it where it has it; the import path of a file. */
  readonly symbol: string
  /** A whole sentence without full stop. */
  readonly description: string
  readonly weight: ChangeWeight
  /** The place in `next`; undefined when nothing of it is left there. */
  readonly at: Place | undefined
  /** The place in `prev`; undefined for what is new. */
  readonly against: Place | undefined
}

/** What takes the changes that are found. */
export type AddChange = (change: Change) => void

interface ChangeParts {
  readonly symbol: string
  readonly description: string
  /** `minor` when left out. */
  readonly weight?: ChangeWeight
  readonly at?: Site | undefined
  readonly against?: Site | undefined
}

/** Makes a change out of what a comparison knows. */
export function changeOf(kind: ChangeKind, element: ChangedElement, parts: ChangeParts): Change {
  const { symbol, description, weight = 'minor', at, against } = parts
  return { kind, element, symbol, description, weight, at: placeOf(at), against: placeOf(against) }
}
