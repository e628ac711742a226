import type { Policy } from '@wireproof/diff-engine'
import type { LintPolicy } from '@wireproof/lint-engine'
import type { ConfigProblem } from './config-error.ts'
import type { FileSet } from './file-set.ts'
import type { LockedDependency } from './pinned-dependency.ts'
import type { ModuleName, ModuleReference } from './reference.ts'

/** One module as it lies in a file tree. */
export interface Module {
  /** Undefined for a module without `name`: it can be built and compared, not pushed. */
  readonly name: ModuleName | undefined
  /** Folder in the tree that the configuration calls the module's; empty for the root. */
  readonly path: string
  /** Exactly the files that make up the module, by import path: protos, one doc file, LICENSE. */
  readonly files: FileSet
  /** Where each of `files` was read: import path to path in the tree. */
  readonly treePaths: ReadonlyMap<string, string>
  readonly policy: Policy
  /** Rule ids in the configuration that are unknown or leave no rule: comparing must refuse, building need not care. */
  readonly policyErrors: readonly ConfigProblem[]
  /** Rule ids that are deprecated, or may be a check plugin's. */
  readonly policyWarnings: readonly ConfigProblem[]
  /** The style rules of the configuration, and what is wrong with their ids; as with `policy`. */
  readonly lintPolicy: LintPolicy
  readonly lintPolicyErrors: readonly ConfigProblem[]
  readonly lintPolicyWarnings: readonly ConfigProblem[]
  /** Direct dependencies as written in the configuration; in a v2 workspace all modules share them. */
  readonly deps: readonly ModuleReference[]
  /** All direct and indirect dependencies as pinned by buf.lock. */
  readonly locked: readonly LockedDependency[]
  /** False for a module that is here only because others of its workspace may import it. */
  readonly isTarget: boolean
}

/** The modules that are built together and see each other's files. */
export interface Workspace {
  /** Folder in the tree with the configuration that makes the workspace. */
  readonly path: string
  /** In the byte order of their paths, which is the order in which buf pairs them. */
  readonly modules: readonly Module[]
}
