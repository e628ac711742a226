import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { createRegistries } from '../registry/registry.ts'
import { parseRegistryPlace } from '../registry/registry-place.ts'
import { describeModuleHistory, fetchModuleHistory } from './module-history.ts'
import { fetchModules } from './module-list.ts'

export interface LsOptions {
  readonly format: 'text' | 'json'
  /** How many commits to list. */
  readonly limit: number
}

/** Lists what is at a place of a registry. Rejects with a Failure. */
export async function runLs(io: Io, place: string, options: LsOptions): Promise<ExitCode> {
  const { host, owner, module } = parseRegistryPlace(place)
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const registry = registries.at(host)
  if (owner !== undefined && module !== undefined) {
    const history = await fetchModuleHistory(registry, { owner, module }, options.limit)
    await io.stdout.write(options.format === 'json' ? toJson(history) : describeModuleHistory(history))
  } else {
    const modules = await fetchModules(registry, owner)
    const lines = modules.map((entry) => `${printable(entry.module)}\n`).join('')
    await io.stdout.write(options.format === 'json' ? toJson(modules) : lines)
  }
  return EXIT_CODES.clean
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
