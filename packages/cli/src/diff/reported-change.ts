import type { Change, ChangedElement, ChangeKind, ChangeWeight } from '@wireproof/diff-engine'
import { type ReportedPlace, type ReportedPosition, reportPlace, type ShowPath } from '../output/reported-finding.ts'

/** A change with its paths as the user knows them. Keys in the order of the JSON, which is a contract. */
export interface ReportedChange {
  readonly kind: ChangeKind
  readonly element: ChangedElement
  readonly symbol: string
  readonly description: string
  readonly weight: ChangeWeight
  /** Null for what is gone. */
  readonly path: string | null
  readonly start: ReportedPosition
  /** Just behind the last character; equal to the start when the file as a whole is meant. */
  readonly end: ReportedPosition
  /** The place in the old files; without a path for what is new. */
  readonly against: ReportedPlace
}

/** Makes a change of the diff engine ready to be shown. */
export function reportChange(change: Change, show: ShowPath, showAgainst: ShowPath): ReportedChange {
  const { kind, element, symbol, description, weight } = change
  const { path, start, end } = reportPlace(change.at, show)
  const against = reportPlace(change.against, showAgainst)
  return { kind, element, symbol, description, weight, path, start, end, against }
}
