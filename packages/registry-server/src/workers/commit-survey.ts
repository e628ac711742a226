import { type CompileCache, createCompileCache, encodeImage, imageFromDescriptorSet } from '@wireproof/compiler'
import type { Finding, Reuse } from '@wireproof/diff-engine'
import type { HeadSymbolRows } from '../storage/symbol-store.ts'
import { retiredRows } from '../symbols/retired-uses.ts'
import { type FileSelection, selectFiles } from '../symbols/select-files.ts'
import { toSymbolRows } from '../symbols/symbols-change.ts'
import { CompiledFiles } from './compiled-files.ts'
import { cut } from './cut.ts'
import { type JudgedPolicy, judgeReuses } from './judge.ts'
import { type PackedFiles, unpackFiles } from './packed-files.ts'
import type { CutJudgement } from './push-check.ts'

/** A stored commit, with everything that it is compiled with. */
export interface SurveyCommit {
  readonly files: PackedFiles
  readonly dependencies: readonly PackedFiles[]
}

/** Something to find out about commits that are stored, beside what a push needs. */
export type SurveyJob =
  /** The rows of a head for the index of symbols. */
  | { readonly kind: 'symbols'; readonly commit: SurveyCommit }
  /** What one version of a label uses and the next one does not. */
  | { readonly kind: 'retired'; readonly prev: SurveyCommit; readonly next: SurveyCommit }
  /** What a policy says to reuses of what one old version had last. */
  | {
      readonly kind: 'reuses'
      readonly reuses: readonly Reuse<string>[]
      readonly old: SurveyCommit
      readonly oldName: string
      readonly next: SurveyCommit
      readonly policy: readonly JudgedPolicy[]
      readonly maxEntries: number
    }

  /** A commit with everything that it imports. */
  | { readonly kind: 'image'; readonly commit: SurveyCommit; readonly sourceInfo: boolean }
  /** Some files of an image. */
  | ({ readonly kind: 'selection'; readonly image: Uint8Array; readonly sourceInfo: boolean } & FileSelection)

export type SurveyResult =
  /** Undefined when the commit does not compile with this version of the compiler. */
  | { readonly kind: 'symbols'; readonly rows: HeadSymbolRows | undefined }
  /** JSON for the store. A version that does not compile uses nothing: so what was before it is retired. */
  | { readonly kind: 'retired'; readonly rows: string }
  | { readonly kind: 'reuses'; readonly judgement: CutJudgement }
  /** A FileDescriptorSet whose files carry buf's additions; undefined when the commit does not compile. */
  | { readonly kind: 'image'; readonly bytes: Uint8Array | undefined }
  | { readonly kind: 'selection'; readonly bytes: Uint8Array }
  /** Names that nothing in the image has. */
  | { readonly kind: 'selection'; readonly missing: readonly string[] }

/** Surveys commits off the request thread. Rejects with RegistryError when it takes too much time or memory. */
export interface Surveyor {
  survey(job: SurveyJob, signal: AbortSignal): Promise<SurveyResult>
}

/** Pure: the same job gives the same result. */
export function survey(job: SurveyJob): SurveyResult {
  // Two versions of a module have most of their files in common.
  const cache = createCompileCache()
  switch (job.kind) {
    case 'symbols': {
      const symbols = compileCommit(job.commit, cache).symbols()
      return { kind: 'symbols', rows: symbols && toSymbolRows(symbols) }
    }
    case 'image': {
      const { image } = compileCommit(job.commit, cache)
      return { kind: 'image', bytes: image && encodeImage(image, { sourceInfo: job.sourceInfo, imageExtension: true }) }
    }
    case 'selection': {
      const selected = selectFiles(imageFromDescriptorSet(job.image), job)
      if ('missing' in selected) return { kind: 'selection', missing: selected.missing }
      const options = { sourceInfo: job.sourceInfo, imageExtension: true }
      return { kind: 'selection', bytes: encodeImage(selected.image, options) }
    }
    case 'retired':
      return {
        kind: 'retired',
        rows: retiredRows(compileCommit(job.prev, cache).uses(), compileCommit(job.next, cache).uses()),
      }
    case 'reuses': {
      const [old, next] = [compileCommit(job.old, cache).image, compileCommit(job.next, cache).image]
      // Its uses came out of it once, and `next` was compiled for the reuses that were found in it.
      if (old === undefined || next === undefined) return { kind: 'reuses', judgement: nothing() }
      const { blocked, warned } = judgeReuses(job.reuses, { old, oldName: job.oldName, next }, job.policy)
      return {
        kind: 'reuses',
        judgement: { blocked: cut(blocked, job.maxEntries), warned: cut(warned, job.maxEntries) },
      }
    }
  }
}

function compileCommit({ files, dependencies }: SurveyCommit, cache: CompileCache): CompiledFiles {
  return new CompiledFiles(unpackFiles(files), dependencies.map(unpackFiles), cache)
}

function nothing(): CutJudgement {
  const none: readonly Finding[] = []
  return { blocked: cut(none, 0), warned: cut(none, 0) }
}
