import type { FileSet } from '@wireproof/module'
import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord, ModuleRecord } from '../storage/records.ts'
import { readFiles } from './read-files.ts'
import { describeRef, type ResourceRef } from './refs.ts'
import { resolveCommit } from './resolve-resource.ts'
import type { ServiceContext } from './service-context.ts'

export type FileKind = 'proto' | 'doc' | 'license'

export interface DownloadSelection {
  readonly ref: ResourceRef
  /** Empty means all kinds. */
  readonly kinds: readonly FileKind[]
  /** Files or folders; empty means all. */
  readonly paths: readonly string[]
  readonly pathsMayBeMissing: boolean
}

export interface DownloadedCommit {
  readonly module: ModuleRecord
  readonly commit: CommitRecord
  readonly files: FileSet
}

/** The files of commits as they were pushed. `not_found` for a path that matches nothing, unless that is allowed. */
export async function download(
  context: Pick<ServiceContext, 'store' | 'blobs'>,
  caller: Caller,
  selections: readonly DownloadSelection[],
): Promise<DownloadedCommit[]> {
  const downloaded: DownloadedCommit[] = []
  for (const selection of selections) {
    const { module, commit } = await resolveCommit(context, caller, selection.ref)
    const matched = new Set<string>()
    const files = await readFiles(context, commit, (path) => {
      if (selection.kinds.length > 0 && !selection.kinds.includes(kindOf(path))) return false
      if (selection.paths.length === 0) return true
      const hits = selection.paths.filter((wanted) => path === wanted || path.startsWith(`${wanted}/`))
      for (const hit of hits) matched.add(hit)
      return hits.length > 0
    })
    const unmatched = selection.paths.find((path) => !matched.has(path))
    if (unmatched !== undefined && !selection.pathsMayBeMissing) {
      throw new RegistryError('not_found', `${describeRef(selection.ref)} has no file or folder ${unmatched}`)
    }
    downloaded.push({ module, commit, files })
  }
  return downloaded
}

/** A stored path is one of three kinds: everything else was left out when it was pushed. */
function kindOf(path: string): FileKind {
  if (path.endsWith('.proto')) return 'proto'
  return path === 'LICENSE' ? 'license' : 'doc'
}
