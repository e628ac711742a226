import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
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
}

/** Runs a check; the report is all that goes to standard output. Rejects with a Failure. */
export async function runCheck(io: Io, options: CheckOptions): Promise<ExitCode> {
  const sides = await compileSides(io, options)
  if (sides === undefined) return EXIT_CODES.compile
  const comparing = { fallbackPolicy: () => workingPolicy(io), excludeImports: options.excludeImports }
  const comparisons = sides.map((pair) => compareInputs(pair, comparing))
  for (const { pairing } of comparisons) await tellUnpaired(io, pairing)
  const found = comparisons.flatMap((comparison) => comparison.findings)
  for (const pair of sides) found.push(...(await findReuses(pair, comparing)))
  const findings = sortUnique(found)
  await io.stdout.write(REPORT_FORMATS[options.format](findings, colorsFor(io.stdout, io.env)))
  await writeSummary(io, findings)
  return findings.length === 0 ? EXIT_CODES.clean : EXIT_CODES.findings
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
