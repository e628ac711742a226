import type { FindingDirection, Severity } from '@wireproof/diff-engine'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { readGivenConfig } from '../inputs/given-config.ts'
import { workingPolicy } from '../inputs/working-policy.ts'
import type { Io } from '../io.ts'
import { colorsFor } from '../output/colors.ts'
import { REPORT_FORMATS, type ReportFormat } from '../output/report-formats.ts'
import type { ReportedFinding } from '../output/reported-finding.ts'
import { compareInputs, sortUnique } from './compare-inputs.ts'
import { compileSides, type SideTexts } from './compile-sides.ts'
import { findReuses } from './find-reuses.ts'
import { tellUnpaired } from './pair-inputs.ts'

export interface CheckOptions extends SideTexts {
  readonly format: ReportFormat
  readonly excludeImports: boolean
  /** Stands in for what wireproof.yaml says. */
  readonly direction?: FindingDirection | undefined
  /** Fix what a machine can before reporting; the input must be a folder. */
  readonly fix?: boolean
}

/**
 * Runs a check; the report is all that goes to standard output. Errors among the findings decide over the exit code,
 * warnings and notes are only shown. Rejects with a Failure.
 */
export async function runCheck(io: Io, options: CheckOptions): Promise<ExitCode> {
  if (options.fix === true) (await import('../fix/run-fix.ts')).assertFixable(options, io)
  let sides = await compileSides(io, options)
  if (sides === undefined) return EXIT_CODES.compile
  const { excludeImports, direction } = options
  const comparing = {
    fallbackPolicy: () => workingPolicy(io, readGivenConfig(options.config, io.cwd)),
    excludeImports,
    direction,
  }
  if (options.fix === true && (await (await import('../fix/run-fix.ts')).runFix(io, sides, comparing))) {
    sides = await compileSides(io, options)
    if (sides === undefined) return EXIT_CODES.compile
  }
  const listFixes = options.format === 'json' ? (await import('../fix/list-fixes.ts')).listFixes : undefined
  const comparisons = sides.map((pair) => compareInputs(pair, comparing, listFixes))
  for (const { pairing } of comparisons) await tellUnpaired(io, pairing)
  const found = comparisons.flatMap((comparison) => comparison.findings)
  for (const pair of sides) found.push(...(await findReuses(pair, comparing)))
  const findings = sortUnique(found)
  await io.stdout.write(REPORT_FORMATS[options.format](findings, colorsFor(io.stdout, io.env)))
  await writeSummary(io, findings)
  if (isAgainstRegistry(options) && findings.length > 0) {
    const { tellDependants } = await import('./tell-dependants.ts')
    await tellDependants(io, comparisons)
  }
  return findings.some(({ severity }) => severity === 'error') ? EXIT_CODES.findings : EXIT_CODES.clean
}

/** Whether each module was compared with what its registry has at its default label. */
function isAgainstRegistry({ against, againstAll }: CheckOptions): boolean {
  return against === undefined && againstAll === undefined
}

async function writeSummary(io: Io, findings: readonly ReportedFinding[]): Promise<void> {
  const files = new Set(findings.map((finding) => finding.path ?? finding.against.path)).size
  const counts = WORDS.flatMap(([severity, word]) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [plural(count, word)]
  })
  if (findings.length > 0) await io.stderr.write(`${counts.join(', ')} in ${plural(files, 'file')}\n`)
  else if (io.stderr.isTerminal) await io.stderr.write('no breaking changes\n')
}

const WORDS: readonly (readonly [Severity, string])[] = [
  ['error', 'breaking change'],
  ['warning', 'warning'],
  ['info', 'note'],
]

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
