import type { Io } from '../io.ts'
import type { Registries } from '../registry/registry.ts'
import { readHistory, type SchemaHistory } from './read-history.ts'
import type { Version } from './version.ts'
import type { VersionsSpec } from './versions-spec.ts'

/** Reads all versions that the user named, loading only what their kind needs. Rejects with a Failure. */
export async function openHistory(io: Io, spec: VersionsSpec, registries: Registries): Promise<SchemaHistory> {
  return readHistory(io, await listVersions(io, spec, registries), registries)
}

async function listVersions(io: Io, spec: VersionsSpec, registries: Registries): Promise<Version[]> {
  if (spec.kind === 'git') {
    const { listGitVersions } = await import('./git-versions.ts')
    return listGitVersions(spec, io)
  }
  const { listLabelVersions } = await import('./label-versions.ts')
  return listLabelVersions(spec.reference, registries)
}
