import { defaultPolicy } from '@wireproof/diff-engine'
import { type FileSet, formatModuleReference, type ModuleReference, selectModuleFiles } from '@wireproof/module'
import { downloadCommits, fetchGraph } from '../registry/download-commits.ts'
import type { Registries } from '../registry/registry.ts'
import { resolveReference } from '../registry/resolve-reference.ts'
import type { SourceInput } from './source-input.ts'

/**
 * A module on a registry with the dependencies that it was pushed with. What a registry keeps has no breaking rules in
 * it, so as an input of a check it has the default ones. Rejects with a Failure.
 */
export async function openModuleInput(reference: ModuleReference, registries: Registries): Promise<SourceInput> {
  const registry = registries.at(reference.registry)
  const commit = await resolveReference(registry, reference)
  const dependencies = (await fetchGraph(registry, commit.id)).dependenciesOf(commit.id)
  const [files = new Map(), ...others] = await downloadCommits(registry, [commit.id, ...dependencies])
  const { registry: host, owner, module } = reference
  return {
    kind: 'sources',
    label: formatModuleReference(reference),
    modules: [
      {
        name: { registry: host, owner, module },
        path: '',
        files: selectModuleFiles(files),
        policy: defaultPolicy('v2'),
        policyErrors: [],
        policyWarnings: [],
        lint: undefined,
        deps: [],
        locked: [],
        isTarget: true,
        show: (path) => path,
        flagPath: (path) => path,
      },
    ],
    loadDependencies: async () => mergeFiles(others),
  }
}

function mergeFiles(sets: readonly FileSet[]): FileSet {
  return new Map(sets.flatMap((files) => [...files].filter(([path]) => path.endsWith('.proto'))))
}
