import type { Finding, Place } from '@wireproof/diff-engine'

/** 1-based; null where the file has no such place. */
export interface ReportedPosition {
  readonly line: number | null
  readonly column: number | null
}

/** A place as it is reported: the path as the user knows it, null when nothing of the element is left there. */
export interface ReportedPlace {
  readonly path: string | null
  readonly start: ReportedPosition
  readonly end: ReportedPosition
}

/** A finding with its paths as the user knows them: what the report formats print. Keys in the order of the JSON. */
export interface ReportedFinding {
  readonly rule: string
  readonly categories: readonly string[]
  readonly message: string
  readonly path: string | null
  readonly start: ReportedPosition
  /** Just behind the last character. */
  readonly end: ReportedPosition
  /** The place in the old files. */
  readonly against: ReportedPlace
  readonly symbol: string
  readonly fingerprint: string
}

/** Turns import paths into the paths that the user knows the files of one side by. */
export type ShowPath = (importPath: string) => string

/** Makes a finding of the diff engine ready to be shown. */
export function reportFinding(finding: Finding, show: ShowPath, showAgainst: ShowPath): ReportedFinding {
  const { rule, categories, message, symbol, fingerprint } = finding
  const { path, start, end } = reportPlace(finding.at, show)
  return {
    rule,
    categories,
    message,
    path,
    start,
    end,
    against: reportPlace(finding.against, showAgainst),
    symbol,
    fingerprint,
  }
}

const NO_POSITION: ReportedPosition = { line: null, column: null }

function reportPlace(place: Place | undefined, show: ShowPath): ReportedPlace {
  if (place === undefined) return { path: null, start: NO_POSITION, end: NO_POSITION }
  const { path, span } = place
  return {
    path: show(path),
    start: span === undefined ? NO_POSITION : { line: span.start.line, column: span.start.column },
    end: span === undefined ? NO_POSITION : { line: span.end.line, column: span.end.column },
  }
}
