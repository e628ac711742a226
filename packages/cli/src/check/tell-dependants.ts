import { parseModuleName } from '@wireproof/module'
import { Failure } from '../failure.ts'
import type { Io } from '../io.ts'
import { writeNote } from '../output/notes.ts'
import { writeDependants } from '../output/write-dependants.ts'
import { createRegistries } from '../registry/registry.ts'
import { RegistryFailure } from '../registry/registry-failure.ts'
import type { Comparison } from './compare-inputs.ts'

/** The most symbols that a registry takes in one call. Source: DependantService. */
const MAX_SYMBOLS = 5_000

/**
 * Tells on standard error which modules of the registry use what breaks. A registry that does not know the question is
 * passed over, and one that cannot answer it is no reason to fail: the check itself is done.
 */
export async function tellDependants(io: Io, comparisons: readonly Comparison[]): Promise<void> {
  const registries = createRegistries(io.env)
  const affected = comparisons.flatMap(({ findings, pairing }) => {
    const symbols = [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ symbol }) => symbol))]
    return pairing.pairs.flatMap(({ next: { name } }) => (name === undefined ? [] : [{ name, symbols }]))
  })
  registries.nameHosts(affected.map(({ name }) => parseModuleName(name).registry))
  for (const { name, symbols } of affected) {
    if (symbols.length === 0) continue
    const { registry, owner, module } = parseModuleName(name)
    const request = {
      moduleRef: { value: { case: 'name' as const, value: { owner, module } } },
      symbols: symbols.slice(0, MAX_SYMBOLS),
    }
    try {
      const answer = await registries.at(registry).ask((client) => client.dependants.listAffectedDependants(request))
      await writeDependants(io, answer.dependants, answer.total)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      if (error instanceof RegistryFailure && error.code === 'unimplemented') continue
      await writeNote(io, `${registry} does not say who uses this: ${error.message}`)
    }
  }
}
