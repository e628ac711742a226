import type { Diagnostic } from '@wireproof/compiler'
import type { Finding, Reuse } from '@wireproof/diff-engine'
import type { HeadSymbolsChange } from '../storage/symbol-store.ts'
import type { RetiredUse } from '../symbols/retired-uses.ts'
import type { Cut } from './cut.ts'
import type { JudgedPolicy } from './judge.ts'
import type { JudgedLint } from './judge-style.ts'
import type { PackedFiles } from './packed-files.ts'

/** Files that others depend on: a commit that a push names, or a dependency of a head. */
export interface JobDependency {
  /** Commit id. */
  readonly key: string
  readonly files: PackedFiles
  /** b5 digest in hex. */
  readonly b5: string
}

/** The commit that a label points at now. */
export interface JobHead {
  /** Commit id. */
  readonly key: string
  readonly files: PackedFiles
  readonly b5: string
  /** Keys into `headDependencies`. */
  readonly dependencyKeys: readonly string[]
}

/** What one module is to become. */
export interface JobContent {
  /** Unique in the job, and no commit id. */
  readonly key: string
  readonly files: PackedFiles
  readonly policy: readonly JudgedPolicy[]
  readonly lint: readonly JudgedLint[]
  readonly heads: readonly JobHead[]
  /** The labels that have a head, with what they had once and gave up, oldest first. */
  readonly labels: readonly { readonly name: string; readonly head: string; readonly retired: readonly RetiredUse[] }[]
  /** The head of the default label, when that is to move and has one: the index of symbols goes from there. */
  readonly defaultHead: string | undefined
}

/** Everything that a check looks at; nothing is read from elsewhere. */
export interface PushJob {
  readonly contents: readonly JobContent[]
  /** The commits that contents may import from. */
  readonly dependencies: readonly JobDependency[]
  readonly headDependencies: readonly JobDependency[]
  /** How many diagnostics or findings of each list come back. */
  readonly maxEntries: number
}

/** What a policy says to the change from a head. */
export interface CutJudgement {
  /** What the label is not moved for. */
  readonly blocked: Cut<Finding>
  /** What is only told and recorded. */
  readonly warned: Cut<Finding>
}

/** Stands for a head where there is none. */
export const NO_HEAD = ''

export interface CheckedContent {
  readonly key: string
  /** Keys of contents and commit ids: everything that it depends on, directly or not. */
  readonly dependencyKeys: readonly string[]
  readonly manifest: string
  /** Digests in hex. */
  readonly filesDigest: string
  readonly b5: string
  /** What keeps it from compiling; then there are no findings. */
  readonly errors: Cut<Diagnostic>
  /** By head; heads with the same content or without findings are left out. */
  readonly judgements: ReadonlyMap<string, CutJudgement>
  /** The heads that this version of the compiler rejects, which makes them incomparable. */
  readonly brokenHeads: ReadonlyMap<string, Cut<Diagnostic>>
  /** By head: what is new against it in style; under NO_HEAD all that there is. Without a finding left out. */
  readonly style: ReadonlyMap<string, CutJudgement>
  /** By head: what it uses and the content does not, as rows for the store. */
  readonly retired: ReadonlyMap<string, string>
  /** By label: what is used for something else than it once was; versions are commit ids. Labels without any are left out. */
  readonly reuses: ReadonlyMap<string, readonly Reuse<string>[]>
  /** From `defaultHead`, or from nothing; undefined where nothing compiles or nothing changed. */
  readonly symbols: HeadSymbolsChange | undefined
}

export type PushVerdict =
  /** Contents in an order in which each stands behind those that it depends on. */
  | { readonly kind: 'checked'; readonly contents: readonly CheckedContent[] }
  /** Keys of the contents and commits that depend on each other in a circle. */
  | { readonly kind: 'cycle'; readonly keys: readonly string[] }
  /** Paths that more than one of them has. */
  | { readonly kind: 'ambiguous'; readonly paths: readonly { path: string; keys: readonly string[] }[] }

/** Compiles and compares off the request thread. Rejects with RegistryError when it takes too much time or memory. */
export interface PushChecker {
  check(job: PushJob, signal: AbortSignal): Promise<PushVerdict>
}
