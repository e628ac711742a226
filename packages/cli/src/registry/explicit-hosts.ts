import type { NamedInput } from '../inputs/open-input.ts'
import type { OpenedInput } from '../inputs/source-input.ts'

/** The registries that inputs name on the command line. */
export function hostsOfReferences(inputs: readonly (NamedInput | undefined)[]): string[] {
  return inputs.flatMap((input) => (input?.spec.kind === 'module' ? [input.spec.reference.registry] : []))
}

/** The registries that the modules of an input name as their own. */
export function hostsOfModules(input: OpenedInput): string[] {
  if (input.kind !== 'sources') return []
  return input.modules.flatMap(({ isTarget, name }) => (isTarget && name !== undefined ? [name.registry] : []))
}
