import { compileSides, type SideTexts } from '../check/compile-sides.ts'
import { tellUnpaired } from '../check/pair-inputs.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { workingPolicy } from '../inputs/working-policy.ts'
import type { Io } from '../io.ts'
import { colorsFor } from '../output/colors.ts'
import { compareWholly, mergeDifferences } from './difference.ts'
import { DIFFERENCE_FORMATS, type DifferenceFormat } from './difference-formats.ts'

export interface DiffOptions extends SideTexts {
  readonly format: DifferenceFormat
}

/** Lists all changes; differences are no failure, so that the exit code is that of a clean run. Rejects with a Failure. */
export async function runDiff(io: Io, options: DiffOptions): Promise<ExitCode> {
  const sides = await compileSides(io, options)
  if (sides === undefined) return EXIT_CODES.compile
  const parts = sides.map((pair) => compareWholly(pair, () => workingPolicy(io)))
  for (const { pairing } of parts) await tellUnpaired(io, pairing)
  await io.stdout.write(DIFFERENCE_FORMATS[options.format](mergeDifferences(parts), colorsFor(io.stdout, io.env)))
  return EXIT_CODES.clean
}
