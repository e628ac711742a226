import type { Diagnostic, Span } from '@wireproof/compiler'
import type { Finding, Place } from '@wireproof/diff-engine'
import { registryV1 } from '@wireproof/registry-api'
import { MAX_MESSAGE_LINES, MAX_TEXT_CHARS } from '../limits.ts'
import { type ErrorDetail, RegistryError } from '../registry-error.ts'
import type { Cut } from '../workers/push-check.ts'

/** What a label refuses. */
export interface RefusedMove {
  /** `owner/name`. */
  readonly module: string
  readonly label: string
  readonly againstCommitId: string
  readonly findings: Cut<Finding>
}

/** A module that does not compile. */
export interface BrokenModule {
  /** `owner/name`. */
  readonly module: string
  readonly errors: Cut<Diagnostic>
}

/** The error of a push that breaks promises: readable in a terminal, with all findings as details for programs. */
export function breakingChangeError(refused: readonly RefusedMove[]): RegistryError {
  const total = refused.reduce((sum, { findings }) => sum + findings.total, 0)
  const lines = refused.flatMap(({ module, label, againstCommitId, findings }) => [
    `${module}: ${count(findings.total, 'breaking change')} against label "${label}" (commit ${againstCommitId})`,
    ...findings.entries.map(formatFinding),
  ])
  const advice =
    'Nothing was stored. Undo the changes, push to another label, or have an administrator change the policy of the module.'
  return new RegistryError('failed_precondition', [...limitLines(lines, total), advice].join('\n'), {
    details: refused.map(toBreakingChange),
  })
}

/** The error of a push that does not compile, in the same two forms. */
export function compileError(broken: readonly BrokenModule[]): RegistryError {
  const total = broken.reduce((sum, { errors }) => sum + errors.total, 0)
  const lines = broken.flatMap(({ module, errors }) => [
    `${module} does not compile: ${count(errors.total, 'error')}`,
    ...errors.entries.map(formatDiagnostic),
  ])
  return new RegistryError('invalid_argument', [...limitLines(lines, total), 'Nothing was stored.'].join('\n'), {
    details: broken.map(toCompileFailure),
  })
}

/** The error of a label whose head was accepted by an older version of the compiler and cannot be compared with. */
export function brokenHeadError(label: string, broken: BrokenModule): RegistryError {
  const lines = [
    `the head of label "${label}" of ${broken.module} does not compile with this version of the registry, so that nothing can be compared with it; push to another label:`,
    ...broken.errors.entries.map(formatDiagnostic),
  ]
  return new RegistryError('failed_precondition', limitLines(lines, broken.errors.total).join('\n'), {
    details: [toCompileFailure(broken)],
  })
}

function limitLines(lines: readonly string[], total: number): string[] {
  const shown = lines.slice(0, MAX_MESSAGE_LINES)
  const rest = total - shown.filter((line) => FORMATTED.test(line)).length
  return lines.length > shown.length || rest > 0 ? [...shown, `... and ${rest} more`] : shown
}

/** What `formatPlace` begins a line with. */
const FORMATTED = /^\S.*?:\d+:\d+: /

function formatFinding({ at, against, symbol, message, rule }: Finding): string {
  return `${formatPlace(at ?? against, shorten(symbol))}: ${shorten(message)} (${rule})`
}

function formatDiagnostic({ file, span, message }: Diagnostic): string {
  return `${formatPlace({ path: file, span }, file)}: ${shorten(message)}`
}

/** `path:line:column`; 1:1 when the whole file is meant. */
function formatPlace(place: Place | undefined, fallback: string): string {
  const { line, column } = place?.span?.start ?? { line: 1, column: 1 }
  return `${place?.path ?? fallback}:${line}:${column}`
}

/** Fit for a line of a terminal: of bounded length, and without characters that would move its cursor. */
function shorten(text: string): string {
  const shown = text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS)}…` : text
  return shown.replace(/[\p{Cc}\u2028\u2029]/gu, '\ufffd')
}

function toBreakingChange(refused: RefusedMove): ErrorDetail {
  const { module, label, againstCommitId, findings } = refused
  return detail(registryV1.BreakingChangeSchema, {
    module,
    label,
    againstCommitId,
    total: findings.total,
    findings: findings.entries.map((finding) => ({
      rule: finding.rule,
      categories: [...finding.categories],
      message: shorten(finding.message),
      symbol: shorten(finding.symbol),
      fingerprint: finding.fingerprint,
      ...optional('at', finding.at && toPlace(finding.at.path, finding.at.span)),
      ...optional('against', finding.against && toPlace(finding.against.path, finding.against.span)),
    })),
  })
}

function toCompileFailure({ module, errors }: BrokenModule): ErrorDetail {
  return detail(registryV1.CompileFailureSchema, {
    module,
    total: errors.total,
    diagnostics: errors.entries.map((diagnostic) => ({
      code: diagnostic.code,
      severity: registryV1.Severity.ERROR,
      message: shorten(diagnostic.message),
      hint: shorten(diagnostic.hint ?? ''),
      at: toPlace(diagnostic.file, diagnostic.span),
      notes: diagnostic.notes.map((note) => ({ at: toPlace(note.file, note.span), message: shorten(note.message) })),
    })),
  })
}

function toPlace(path: string, span: Span | undefined) {
  return span === undefined ? { path } : { path, start: span.start, end: span.end }
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}

/** Checks the value against its own message type before the types are forgotten. */
function detail<Desc extends ErrorDetail['desc']>(desc: Desc, value: ErrorDetail<Desc>['value']): ErrorDetail {
  return { desc, value } as unknown as ErrorDetail
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
