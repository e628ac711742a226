import { parseModuleName } from '@wireproof/module'
import { usageFailure } from '../failure.ts'
import type { CompiledInput, CompiledModule } from '../inputs/compiled-input.ts'
import { openModuleInput } from '../inputs/module-input.ts'
import type { SourceInput } from '../inputs/source-input.ts'
import type { Io } from '../io.ts'
import { writeNote } from '../output/notes.ts'
import type { Registries } from '../registry/registry.ts'
import { findDefaultHead } from '../registry/resolve-reference.ts'
import { describeModule } from './pair-modules.ts'

/** A module and what its registry has at the head of its default label. */
export interface RegistryHead {
  readonly module: CompiledModule
  readonly head: SourceInput
}

/**
 * Downloads the older self of each named module from the registry that its name says. Modules without a name, and such
 * that the registry doesn't have yet, are left out with a note. Rejects with a Failure, also when no module has a name.
 */
export async function openRegistryHeads(
  io: Io,
  { modules, label }: CompiledInput,
  registries: Registries,
): Promise<RegistryHead[]> {
  if (modules.every((module) => module.name === undefined)) {
    throw usageFailure(
      `${label} has no module with a name to look up on a registry; add "name: host/owner/module" to its buf.yaml, ` +
        'or say what to compare with, such as --against .git#branch=main',
    )
  }
  const heads: RegistryHead[] = []
  for (const module of modules) {
    if (module.name === undefined) {
      await writeNote(io, `${describeModule(module)} has no name: not compared`)
      continue
    }
    const name = parseModuleName(module.name)
    const commit = await findDefaultHead(registries.at(name.registry), name)
    if (commit === undefined) {
      await writeNote(io, `${module.name} is new: the registry has nothing to compare it with`)
      continue
    }
    heads.push({ module, head: await openModuleInput({ ...name, ref: commit.id }, registries) })
  }
  return heads
}
