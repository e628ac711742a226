import type { Diagnostic } from '@wireproof/compiler'
import type { Finding, Place, Proof } from '@wireproof/diff-engine'
import { registryV1 } from '@wireproof/registry-api'
import { MAX_DEPENDANTS, MAX_MESSAGE_LINES, MAX_SHOWN_DEPENDANTS, MAX_SHOWN_USES } from '../limits.ts'
import { type ErrorDetail, RegistryError } from '../registry-error.ts'
import type { TakenName } from '../storage/symbol-store.ts'
import type { Cut } from '../workers/cut.ts'
import { isStyle } from '../workers/judge-style.ts'
import type { AffectedDependant, AffectedUse } from './dependants/affected-dependants.ts'
import { shorten, toDependantMessage, toFindingMessage, toPlaceMessage } from './finding-messages.ts'

/** What a label refuses. */
export interface RefusedMove {
  /** `owner/name`. */
  readonly module: string
  readonly label: string
  /** Undefined for a new label. */
  readonly againstCommitId: string | undefined
  readonly findings: Cut<Finding>
  /** Who uses what breaks; only those that the caller may see. */
  readonly dependants: readonly AffectedDependant[]
}

/** A module that does not compile. */
export interface BrokenModule {
  /** `owner/name`. */
  readonly module: string
  readonly errors: Cut<Diagnostic>
}

/**
 * The error of a push that breaks promises: readable in a terminal, with all findings as details for programs. Each
 * finding has the payload that shows it best, and behind the findings stands who is affected.
 */
export function breakingChangeError(refused: readonly RefusedMove[]): RegistryError {
  const total = refused.reduce((sum, { findings }) => sum + findings.total, 0)
  const lines = refused.flatMap(({ module, label, againstCommitId, findings }) => [
    `${module}: ${whatIsFound(findings)} ${againstCommitId === undefined ? `for the new label "${label}"` : `against label "${label}" (commit ${againstCommitId})`}`,
    ...findings.entries.flatMap(formatFinding),
  ])
  const advice =
    'Nothing was stored. Undo the changes, push to another label, or have an administrator change the policy.'
  const text = [...limitLines(lines, total), ...refused.flatMap(formatDependants), advice]
  return new RegistryError('failed_precondition', text.join('\n'), { details: refused.map(toBreakingChange) })
}

/** The error of a push that takes names which other modules of the owner have. */
export function nameTakenError(names: readonly TakenName[]): RegistryError {
  const lines = names.map(
    ({ kind, name, path, takenBy, takenPath }) =>
      `${path}:1:1: ${kind} ${shorten(name)} is declared by ${takenBy}, too${takenPath && ` (${takenPath})`}`,
  )
  const [first] = names
  const head = `${first?.moduleName}: names that the policy wants to be unique among the modules of the owner`
  const advice = 'Nothing was stored. Rename what is new, or remove it from the other module first.'
  return new RegistryError('failed_precondition', [head, ...limitLines(lines, lines.length), advice].join('\n'), {
    details: names.map(({ moduleName, name, path, takenBy, takenPath }) =>
      detail(registryV1.NameTakenSchema, { module: moduleName, name, path, takenBy, takenPath }),
    ),
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

function whatIsFound({ entries, total }: Cut<Finding>): string {
  return count(total, entries.some(isStyle) ? 'finding' : 'breaking change')
}

/** One line, and one more for the most telling proof. */
export function formatFinding({ at, against, symbol, message, rule, proofs }: Finding): string[] {
  const line = `${formatPlace(at ?? against, shorten(symbol))}: ${shorten(message)} (${rule})`
  const [proof] = proofs
  return proof === undefined ? [line] : [line, `    proof: ${formatProof(proof)}`]
}

function formatProof({ format, direction, payload, meant, got }: Proof): string {
  const [writer, reader] = direction === 'backward' ? ['old', 'new'] : ['new', 'old']
  const written = payload === '' ? 'an empty message' : shorten(payload)
  return `${format === 'json' ? 'JSON' : 'bytes'} ${written}: the ${writer} writer means ${shorten(meant)}, the ${reader} reader gets ${shorten(got)}`
}

function formatDependants({ module, dependants }: RefusedMove): string[] {
  if (dependants.length === 0) return []
  const shown = dependants.slice(0, MAX_SHOWN_DEPENDANTS)
  const rest = dependants.length - shown.length
  return [
    `Used by ${count(dependants.length, 'module')} that ${dependants.length === 1 ? 'depends' : 'depend'} on ${module}:`,
    ...shown.map((dependant) => `    ${nameOf(dependant)}: ${formatUses(dependant.uses)}`),
    ...(rest > 0 ? [`    ... and ${rest} more`] : []),
  ]
}

function formatUses(uses: readonly AffectedUse[]): string {
  const shown = uses.slice(0, MAX_SHOWN_USES).map(({ path, line, column, symbol, breaks }) => {
    const holder = symbol === breaks ? shorten(symbol) : `${shorten(symbol)}, which leads to ${shorten(breaks)}`
    return `${path}:${line}:${column} (${holder})`
  })
  const rest = uses.length - shown.length
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function nameOf({ module }: AffectedDependant): string {
  return `${module.ownerName}/${module.name}`
}

function formatDiagnostic({ file, span, message }: Diagnostic): string {
  return `${formatPlace({ path: file, span }, file)}: ${shorten(message)}`
}

/** `path:line:column`; 1:1 when the whole file is meant. */
function formatPlace(place: Place | undefined, fallback: string): string {
  const { line, column } = place?.span?.start ?? { line: 1, column: 1 }
  return `${place?.path ?? fallback}:${line}:${column}`
}

function toBreakingChange(refused: RefusedMove): ErrorDetail {
  const { module, label, againstCommitId, findings, dependants } = refused
  return detail(registryV1.BreakingChangeSchema, {
    module,
    label,
    againstCommitId: againstCommitId ?? '',
    total: findings.total,
    findings: findings.entries.map(toFindingMessage),
    dependants: dependants.slice(0, MAX_DEPENDANTS).map(toDependantMessage),
    dependantTotal: dependants.length,
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
      at: toPlaceMessage(diagnostic.file, diagnostic.span),
      notes: diagnostic.notes.map((note) => ({
        at: toPlaceMessage(note.file, note.span),
        message: shorten(note.message),
      })),
    })),
  })
}

/** Checks the value against its own message type before the types are forgotten. */
function detail<Desc extends ErrorDetail['desc']>(desc: Desc, value: ErrorDetail<Desc>['value']): ErrorDetail {
  return { desc, value } as unknown as ErrorDetail
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
