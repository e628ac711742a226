import type { Caller } from '../../auth/principal.ts'
import { MAX_BATCH } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { CommitRecord, ModuleRecord } from '../../storage/records.ts'
import type { ResourceRef } from '../refs.ts'
import { resolveCommit } from '../resolve-resource.ts'
import type { ServiceContext } from '../service-context.ts'

export interface DescriptorSetRequest {
  readonly ref: ResourceRef
  /** Full names of what is wanted; empty means everything. */
  readonly names: readonly string[]
  readonly excludeImports: boolean
  readonly sourceInfo: boolean
}

export interface DescriptorSet {
  readonly module: ModuleRecord
  readonly commit: CommitRecord
  /** A FileDescriptorSet, encoded. */
  readonly bytes: Uint8Array
}

/** A commit, compiled; or the files of it that declare what is wanted. `not_found` for a name that nothing has. */
export async function getDescriptorSet(
  context: Pick<ServiceContext, 'store' | 'images' | 'surveyor'>,
  caller: Caller,
  request: DescriptorSetRequest,
  signal: AbortSignal,
): Promise<DescriptorSet> {
  const { ref, names, excludeImports, sourceInfo } = request
  if (names.length > MAX_BATCH) {
    throw new RegistryError('invalid_argument', `a request names at most ${MAX_BATCH} symbols, not ${names.length}`)
  }
  const { module, commit } = await resolveCommit(context, caller, ref)
  const image = await context.images.get(commit, { sourceInfo })
  if (names.length === 0 && !excludeImports) return { module, commit, bytes: image }
  const job = { kind: 'selection', image, names, excludeImports, sourceInfo } as const
  const result = await context.surveyor.survey(job, signal)
  if (result.kind !== 'selection') throw new Error('a selection was answered by something else')
  if ('missing' in result) {
    const version = `${module.ownerName}/${module.name}:${commit.id}`
    throw new RegistryError('not_found', `${version} has no ${result.missing.slice(0, 10).join(', ')}`)
  }
  return { module, commit, bytes: result.bytes }
}
