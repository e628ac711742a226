import { isDeepStrictEqual } from 'node:util'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { writeNote, writeWarning } from '../output/notes.ts'
import type { Sides } from './compile-sides.ts'
import { describeModule, mergeModules, type Pairing, pairModules } from './pair-modules.ts'

/** Pairs the modules of two inputs; with an image on a side, all modules of the other are one. Throws a Failure. */
export function pairInputs({ prev, next }: Sides): Pairing {
  if (prev.kind === 'sources' && next.kind === 'sources') return pairModules(prev.modules, next.modules)
  const [first, ...others] = next.modules
  const other = others.find((module) => !isDeepStrictEqual(module.policy, first?.policy))
  if (first !== undefined && other !== undefined) {
    throw usageFailure(
      `an image holds no modules to compare one by one, and ${describeModule(first)} and ${describeModule(other)} have ` +
        'different breaking rules; check each module on its own',
    )
  }
  return pairModules(mergeModules(prev), mergeModules(next))
}

/** Tells which modules have nothing to be compared with. */
export async function tellUnpaired(io: Io, { added, removed }: Pairing): Promise<void> {
  for (const module of added) await writeNote(io, `${describeModule(module)} is new: nothing to compare with`)
  for (const module of removed) await writeWarning(io, `${describeModule(module)} is gone: not compared`)
}
