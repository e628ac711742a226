import { registryV1 } from '@wireproof/registry-api'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { colorsFor } from '../output/colors.ts'
import { writeError } from '../output/notes.ts'
import type { ShowPath } from '../output/reported-finding.ts'
import { formatText } from '../output/text-format.ts'
import { writeDependants } from '../output/write-dependants.ts'
import { writeDiagnostics } from '../output/write-diagnostics.ts'
import type { RegistryFailure } from '../registry/registry-failure.ts'
import { toPlace, toReported } from './refused-finding.ts'
import type { NamedModule } from './run-push.ts'

/**
 * Tells why a registry refused a push: the findings as a check reports them, or the diagnostics as a build does.
 * Rejects with the failure itself when the registry says neither.
 */
export async function writeRefusal(
  io: Io,
  failure: RegistryFailure,
  modules: readonly NamedModule[],
): Promise<ExitCode> {
  const changes = failure.cause.findDetails(registryV1.BreakingChangeSchema)
  const failures = failure.cause.findDetails(registryV1.CompileFailureSchema)
  const taken = failure.cause.findDetails(registryV1.NameTakenSchema)
  for (const change of changes) await writeFindings(io, change, showPathOf(change.module, modules))
  for (const name of taken) await writeTaken(io, name, showPathOf(name.module, modules))
  for (const compileFailure of failures) {
    const show = showPathOf(compileFailure.module, modules)
    await writeDiagnostics(io, { diagnostics: compileFailure.diagnostics.map(toDiagnostic), show })
    const left = compileFailure.total - compileFailure.diagnostics.length
    await writeError(io, `${compileFailure.module} does not compile: nothing was pushed${andMore(left, 'diagnostic')}`)
  }
  if (failures.length > 0) return EXIT_CODES.compile
  if (changes.length + taken.length > 0) return EXIT_CODES.findings
  throw failure
}

async function writeFindings(io: Io, change: registryV1.BreakingChange, show: ShowPath): Promise<void> {
  const findings = change.findings.map((finding) => toReported(finding, show))
  await io.stdout.write(formatText(findings, colorsFor(io.stdout, io.env)))
  const left = change.total - findings.length
  await writeError(
    io,
    `${change.module} ${describeRefusal(change)}: nothing was pushed${andMore(left, 'breaking change')}`,
  )
  await writeDependants(io, change.dependants, change.dependantTotal)
}

/** A new label has nothing to break, only a style to keep. */
function describeRefusal({ label, againstCommitId }: registryV1.BreakingChange): string {
  if (againstCommitId === '') return `is not what the policy wants of its new label "${label}"`
  return `breaks its label "${label}" (commit ${againstCommitId})`
}

async function writeTaken(io: Io, { path, name, takenBy, takenPath }: registryV1.NameTaken, show: ShowPath) {
  await writeError(io, `${show(path)}: ${name} is declared by ${takenBy}, too (${takenPath}): nothing was pushed`)
}

function andMore(count: number, what: string): string {
  return count > 0 ? `; ${count} more ${what}${count === 1 ? '' : 's'} not shown` : ''
}

function showPathOf(module: string, modules: readonly NamedModule[]): ShowPath {
  const found = modules.find(({ name }) => `${name.owner}/${name.module}` === module)
  return (path) => (found?.files.has(path) ? found.show(path) : path)
}

function toDiagnostic(diagnostic: registryV1.Diagnostic) {
  const { code, severity, at, message, notes, hint } = diagnostic
  return {
    code,
    severity: severity === registryV1.Severity.WARNING ? ('warning' as const) : ('error' as const),
    ...toFileSpan(at),
    message,
    notes: notes.map((note) => ({ ...toFileSpan(note.at), message: note.message })),
    hint: hint === '' ? undefined : hint,
  }
}

function toFileSpan(place: registryV1.Place | undefined) {
  return { file: place?.path ?? '', span: toPlace(place)?.span }
}
