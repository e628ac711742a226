import { RegistryError } from '../../registry-error.ts'
import type { ImageCache } from '../../storage/image-cache.ts'
import type { CommitRecord } from '../../storage/records.ts'
import { toSurveyCommit } from '../indexes/survey-commit.ts'
import type { ServiceContext } from '../service-context.ts'

/** Compiled commits. */
export interface CompiledImages {
  /**
   * The commit with everything that it imports, as a FileDescriptorSet whose files carry buf's additions; with places
   * and comments on request. `failed_precondition` when it does not compile with this version.
   */
  get(commit: CommitRecord, variant: ImageVariant): Promise<Uint8Array>
  /** Names the bytes that `get` gives: the same for the same content and the same version of the compiler. */
  tagOf(commit: Pick<CommitRecord, 'b5'>, variant: ImageVariant): string
}

export interface ImageVariant {
  readonly sourceInfo: boolean
}

/** Each commit is compiled once for all that ask, and then kept. */
export function createCompiledImages(
  context: Pick<ServiceContext, 'store' | 'blobs' | 'surveyor' | 'engineVersion'>,
  cache: ImageCache,
): CompiledImages {
  const underWay = new Map<string, Promise<Uint8Array>>()
  const tagOf: CompiledImages['tagOf'] = ({ b5 }, { sourceInfo }) =>
    `${b5.slice(0, 64)}-${context.engineVersion}${sourceInfo ? '-source' : ''}`
  const make = async (commit: CommitRecord, variant: ImageVariant, tag: string) => {
    const kept = await cache.get(tag)
    if (kept !== undefined) return kept
    const job = { kind: 'image', commit: await toSurveyCommit(context, commit), ...variant } as const
    // Not the signal of a caller: others may wait for the same image.
    const result = await context.surveyor.survey(job, new AbortController().signal)
    if (result.kind !== 'image' || result.bytes === undefined) {
      const advice = 'push it again to see why'
      throw new RegistryError('failed_precondition', `the commit ${commit.id} does not compile any more; ${advice}`)
    }
    await cache.put(tag, result.bytes)
    return result.bytes
  }
  return {
    tagOf,
    get(commit, variant) {
      const tag = tagOf(commit, variant)
      const running = underWay.get(tag)
      if (running !== undefined) return running
      const started = make(commit, variant, tag).finally(() => underWay.delete(tag))
      underWay.set(tag, started)
      return started
    },
  }
}
