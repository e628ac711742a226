import { formatDigest } from './digest.ts'
import type { PinnedDependency } from './pinned-dependency.ts'
import { formatModuleName, type ModuleName } from './reference.ts'

/**
 * The v1 `buf.yaml` and `buf.lock` of a module whose own were never uploaded: clients of the v1beta1 registry protocol
 * want them beside the files, and the b4 digest covers them. The same input gives the same bytes.
 * `dependencies` are all direct and indirect ones, with b4 digests; without any there is no lock file.
 */
export function buildV1Config(
  name: ModuleName,
  dependencies: readonly PinnedDependency[],
): { bufYaml: Uint8Array; bufLock: Uint8Array | undefined } {
  const encoder = new TextEncoder()
  const bufYaml = encoder.encode(`version: v1\nname: ${formatModuleName(name)}\n`)
  if (dependencies.length === 0) return { bufYaml, bufLock: undefined }
  const sorted = [...dependencies].sort((a, b) => (formatModuleName(a.name) < formatModuleName(b.name) ? -1 : 1))
  const deps = sorted.map(
    ({ name: { registry, owner, module }, commit, digest }) =>
      `  - remote: ${registry}\n    owner: ${owner}\n    repository: ${module}\n` +
      `    commit: ${commit}\n    digest: ${formatDigest(digest)}\n`,
  )
  return { bufYaml, bufLock: encoder.encode(`version: v1\ndeps:\n${deps.join('')}`) }
}
