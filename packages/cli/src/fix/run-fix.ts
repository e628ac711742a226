import type { PolicyOptions } from '../check/check-policy.ts'
import type { Sides, SideTexts } from '../check/compile-sides.ts'
import { usageFailure } from '../failure.ts'
import { parseInput } from '../inputs/open-input.ts'
import type { Io } from '../io.ts'
import { reportPlace } from '../output/reported-finding.ts'
import { printable } from '../printable.ts'
import { fixModules } from './fix-modules.ts'
import { writeFixedFiles } from './write-fixed-files.ts'

/** Throws a Failure for an input whose files are not there to be changed. */
export function assertFixable({ input }: SideTexts, io: Io): void {
  if (parseInput(input, io).spec.kind === 'folder') return
  throw usageFailure(`--fix changes files, so that the input must be a folder, and ${printable(input)} is none`)
}

/**
 * Fixes what a machine can in the folder of the newer side, and tells on standard error what it did. True when files
 * were changed: the sides are to be compiled again then. Rejects with a Failure.
 */
export async function runFix(io: Io, sides: readonly Sides[], options: PolicyOptions): Promise<boolean> {
  let isChanged = false
  for (const pair of sides) {
    const modules = fixModules(pair, options)
    const files = writeFixedFiles(pair.next, modules, io.cwd)
    for (const { finding, fix } of modules.flatMap(({ fixed }) => fixed)) {
      const { path, start } = reportPlace(finding.at ?? finding.against, pair.next.show)
      const place = `${printable(path ?? '')}:${start.line}:${start.column}`
      await io.stderr.write(`fixed: ${place}: ${printable(fix.summary)} (${finding.rule})\n`)
    }
    if (files.length > 0) await io.stderr.write(`changed: ${files.map(printable).join(', ')}\n`)
    isChanged ||= files.length > 0
  }
  return isChanged
}
