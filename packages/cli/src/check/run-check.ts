import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import { type CompiledInput, compileInput } from '../inputs/compiled-input.ts'
import { type NamedInput, openInput, parseInput } from '../inputs/open-input.ts'
import { workingPolicy } from '../inputs/working-policy.ts'
import type { Io } from '../io.ts'
import { colorsFor } from '../output/colors.ts'
import { startProgress, writeError, writeNote, writeWarning } from '../output/notes.ts'
import { REPORT_FORMATS, type ReportFormat } from '../output/report-formats.ts'
import type { ReportedFinding } from '../output/reported-finding.ts'
import { writeDiagnostics } from '../output/write-diagnostics.ts'
import { hostsOfModules, hostsOfReferences } from '../registry/explicit-hosts.ts'
import { createRegistries, type Registries } from '../registry/registry.ts'
import { type Comparison, compareInputs } from './compare-inputs.ts'
import { describeModule } from './pair-modules.ts'

export interface CheckOptions {
  readonly input: string
  /** The registry when undefined. */
  readonly against: string | undefined
  readonly format: ReportFormat
  readonly excludeImports: boolean
}

/** Runs a check; the report is all that goes to standard output. Rejects with a Failure. */
export async function runCheck(io: Io, options: CheckOptions): Promise<ExitCode> {
  const registries = createRegistries(io.env)
  const input = parseInput(options.input, io)
  const against = options.against === undefined ? undefined : parseInput(options.against, io)
  if (isStandardInput(input) && isStandardInput(against)) {
    throw usageFailure('both inputs are "-"; standard input holds only one image')
  }
  registries.nameHosts(hostsOfReferences([input, against]))
  const progress = startProgress(io, 'Comparing')
  let comparisons: readonly Comparison[] | undefined
  try {
    comparisons = await compareAll(io, registries, input, against, options)
  } finally {
    await progress.clear()
  }
  if (comparisons === undefined) return EXIT_CODES.compile
  for (const { pairing } of comparisons) {
    for (const module of pairing.added) await writeNote(io, `${describeModule(module)} is new: nothing to compare with`)
    for (const module of pairing.removed) await writeWarning(io, `${describeModule(module)} is gone: not compared`)
  }
  const findings = comparisons.flatMap((comparison) => comparison.findings)
  await io.stdout.write(REPORT_FORMATS[options.format](findings, colorsFor(io.stdout, io.env)))
  await writeSummary(io, findings)
  return findings.length === 0 ? EXIT_CODES.clean : EXIT_CODES.findings
}

function isStandardInput(input: NamedInput | undefined): boolean {
  return input?.spec.kind === 'image' && input.spec.path === '-'
}

/** Undefined when a side does not compile; what is wrong has been told then. */
async function compareAll(
  io: Io,
  registries: Registries,
  input: NamedInput,
  against: NamedInput | undefined,
  options: CheckOptions,
): Promise<readonly Comparison[] | undefined> {
  const opened = await openInput(input, io, registries)
  registries.nameHosts(hostsOfModules(opened))
  const next = await compileOrTell(io, await compileInput(opened, registries))
  if (next === undefined) return undefined
  await assertPolicies(io, next)
  const comparing = { fallbackPolicy: () => workingPolicy(io), excludeImports: options.excludeImports }
  if (against !== undefined) {
    const prev = await compileOrTell(io, await compileInput(await openInput(against, io, registries), registries))
    return prev && [compareInputs(prev, next, comparing)]
  }
  const { openRegistryHeads } = await import('./registry-heads.ts')
  const comparisons: Comparison[] = []
  for (const { module, head } of await openRegistryHeads(io, next, registries)) {
    const prev = await compileOrTell(io, await compileInput(head, registries))
    if (prev === undefined) return undefined
    comparisons.push(compareInputs(prev, { ...next, modules: [module] }, comparing))
  }
  return comparisons
}

async function compileOrTell(io: Io, compiled: CompiledInput): Promise<CompiledInput | undefined> {
  if (compiled.image !== undefined) return compiled
  await writeDiagnostics(io, compiled)
  await writeError(io, `${compiled.label} does not compile: nothing was compared`)
  return undefined
}

async function assertPolicies(io: Io, { modules }: CompiledInput): Promise<void> {
  for (const warning of new Set(modules.flatMap((module) => module.policyWarnings))) await writeWarning(io, warning)
  const errors = new Set(modules.flatMap((module) => module.policyErrors))
  if (errors.size > 0) throw usageFailure([...errors].join('\n'))
}

async function writeSummary(io: Io, findings: readonly ReportedFinding[]): Promise<void> {
  const files = new Set(findings.map((finding) => finding.path ?? finding.against.path)).size
  if (findings.length > 0) {
    const [changes, where] = [plural(findings.length, 'breaking change'), plural(files, 'file')]
    await io.stderr.write(`${changes} in ${where}\n`)
  } else if (io.stderr.isTerminal) await io.stderr.write('no breaking changes\n')
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
