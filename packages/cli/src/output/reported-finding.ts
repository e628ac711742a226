import { describeAbsence, type Finding, type Place, type Proof } from '@wireproof/diff-engine'

/** 1-based; null where there is no file to point into. */
export interface ReportedPosition {
  readonly line: number | null
  readonly column: number | null
}

/** A place as it is reported: the path as the user knows it, null when the file itself is not there. */
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
  /** Just behind the last character; equal to the start when the file as a whole is meant. */
  readonly end: ReportedPosition
  /** The place in the old files. */
  readonly against: ReportedPlace
  readonly symbol: string
  readonly fingerprint: string
  readonly severity: Finding['severity']
  readonly direction: Finding['direction']
  /** Payloads that show it, the most telling first. */
  readonly proofs: readonly ReportedProof[]
  /** Why there are none; null when there are, or when it is not known. */
  readonly withoutProof: ReportedAbsence | null
  /** What to do about it, where that was asked for. */
  readonly fix?: ReportedFix
}

/** What to do about a finding, as reports tell it. Keys in the order of the JSON. */
export interface ReportedFix {
  readonly summary: string
  /** Empty where only a person can do it. Those of one finding alone need not make a schema that compiles. */
  readonly edits: readonly ReportedEdit[]
}

/** Replaces the bytes from `start` to just before `end` of a file, or of a new one where both are 0. */
export interface ReportedEdit {
  readonly path: string
  readonly start: number
  readonly end: number
  readonly newText: string
}

/** A payload, what its writer meant and what its reader got. */
export type ReportedProof = Pick<
  Proof,
  'format' | 'direction' | 'writerType' | 'readerType' | 'payload' | 'meant' | 'got'
> &
  Partial<Pick<Proof, 'lossClass'>>

/** Why no payload shows a finding: a code for machines, where it is known, and a sentence for people. */
export interface ReportedAbsence {
  readonly code: string | null
  readonly message: string
}

/** Turns import paths into the paths that the user knows the files of one side by. */
export type ShowPath = (importPath: string) => string

/** Makes a finding of the diff engine ready to be shown. */
export function reportFinding(finding: Finding, show: ShowPath, showAgainst: ShowPath): ReportedFinding {
  const { rule, categories, message, symbol, fingerprint, severity, direction, proofs, withoutProof } = finding
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
    severity,
    direction,
    proofs,
    withoutProof: withoutProof === undefined ? null : { code: withoutProof, message: describeAbsence(withoutProof) },
  }
}

/** No file, no place in it. */
const NO_PLACE: ReportedPlace = {
  path: null,
  start: { line: null, column: null },
  end: { line: null, column: null },
}

/**
 * Where a finding about a file as a whole points, or one about something that has left the file, or about an image
 * without positions. Source: observed behaviour of buf.
 */
const FILE_START: ReportedPosition = { line: 1, column: 1 }

/** Makes a place ready to be shown; without a span the start of the file is meant. */
export function reportPlace(place: Place | undefined, show: ShowPath): ReportedPlace {
  if (place === undefined) return NO_PLACE
  const { path, span } = place
  return {
    path: show(path),
    start: span === undefined ? FILE_START : { line: span.start.line, column: span.start.column },
    end: span === undefined ? FILE_START : { line: span.end.line, column: span.end.column },
  }
}
