import { defaultLintPolicy, lint } from '@wireproof/lint-engine'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import { type CompiledInput, type CompiledModule, compileInput } from '../inputs/compiled-input.ts'
import { readGivenConfig } from '../inputs/given-config.ts'
import { openInput, parseInput } from '../inputs/open-input.ts'
import type { ModuleLint } from '../inputs/source-input.ts'
import { type PathFlags, selectByPath } from '../inputs/target-files.ts'
import { workingLint } from '../inputs/working-policy.ts'
import type { Io } from '../io.ts'
import { colorsFor } from '../output/colors.ts'
import { startProgress, writeError, writeWarning } from '../output/notes.ts'
import { writeDiagnostics } from '../output/write-diagnostics.ts'
import { hostsOfModules, hostsOfReferences } from '../registry/explicit-hosts.ts'
import { createRegistries } from '../registry/registry.ts'
import { LINT_FORMATS, type LintFormat } from './lint-formats.ts'
import { type ReportedLintFinding, reportLintFinding } from './reported-lint-finding.ts'

export interface LintOptions extends PathFlags {
  readonly input: string
  readonly format: LintFormat
  /** A buf.yaml in place of that of the input: a file, or YAML or JSON. */
  readonly config?: string | undefined
}

/** Lints an input; the report is all that goes to standard output. Rejects with a Failure. */
export async function runLint(io: Io, options: LintOptions): Promise<ExitCode> {
  const compiled = await compileToLint(io, options)
  if (compiled.image === undefined) {
    await writeDiagnostics(io, compiled)
    await writeError(io, `${compiled.label} does not compile: nothing was looked at`)
    return EXIT_CODES.compile
  }
  if (compiled.modules.length === 0) {
    throw usageFailure(`${compiled.label} has no file that --path and --exclude-path leave: there is nothing to lint`)
  }
  const rules = compiled.modules.map((module) => ({ module, rules: rulesOf(io, module, options) }))
  await assertRules(
    io,
    rules.flatMap((one) => one.rules ?? []),
  )
  const findings = rules.flatMap(({ module, rules }) =>
    lint(module.image, rules?.policy ?? defaultLintPolicy('v1')).map((one) => reportLintFinding(one, compiled.show)),
  )
  const sorted = sortFindings(findings)
  await io.stdout.write(LINT_FORMATS[options.format](sorted, colorsFor(io.stdout, io.env)))
  if (sorted.length > 0) await io.stderr.write(`${sorted.length} lint finding${sorted.length === 1 ? '' : 's'}\n`)
  else if (io.stderr.isTerminal) await io.stderr.write('no lint findings\n')
  return sorted.length === 0 ? EXIT_CODES.clean : EXIT_CODES.findings
}

async function compileToLint(io: Io, { config, ...options }: LintOptions): Promise<CompiledInput> {
  const registries = createRegistries(io.env)
  const input = parseInput(options.input, io)
  registries.nameHosts(hostsOfReferences([input]))
  const progress = startProgress(io, 'Linting')
  try {
    const opened = await openInput(input, io, registries, readGivenConfig(config, io.cwd))
    registries.nameHosts(hostsOfModules(opened))
    const select = selectByPath(options, io.cwd, input.spec.kind === 'folder' ? input.spec.path : undefined)
    return await compileInput(opened, registries, { select })
  } finally {
    await progress.clear()
  }
}

/** The rules of the module itself, or of the working directory for what carries none. Undefined: the default ones. */
function rulesOf(io: Io, module: CompiledModule, { config }: LintOptions): ModuleLint | undefined {
  return module.lint ?? workingLint(io, readGivenConfig(config, io.cwd))
}

async function assertRules(io: Io, rules: readonly ModuleLint[]): Promise<void> {
  for (const warning of new Set(rules.flatMap(({ warnings }) => warnings))) await writeWarning(io, warning)
  const errors = new Set(rules.flatMap((one) => one.errors))
  if (errors.size > 0) throw usageFailure([...errors].join('\n'))
}

/** Findings of several modules in one order. */
function sortFindings(findings: readonly ReportedLintFinding[]): ReportedLintFinding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.path ?? '', b.path ?? '') ||
      (a.start.line ?? 0) - (b.start.line ?? 0) ||
      (a.start.column ?? 0) - (b.start.column ?? 0) ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  )
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
