import type { Policy } from '@wireproof/diff-engine'
import type { PinnedDependency } from './build-v1-config.ts'
import type { FileSet } from './file-set.ts'
import type { FileTree } from './file-tree.ts'
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
  /** Direct dependencies as written in the configuration; in a v2 workspace all modules share them. */
  readonly deps: readonly ModuleReference[]
  /** All direct and indirect dependencies as pinned by buf.lock. */
  readonly locked: readonly LockedDependency[]
  /** False for a module that is here only because others of its workspace may import it. */
  readonly isTarget: boolean
}

/** An entry of buf.lock; very old files have no digest. */
export type LockedDependency = Omit<PinnedDependency, 'digest'> & {
  readonly digest: PinnedDependency['digest'] | undefined
}

/** The modules that are built together and see each other's files. */
export interface Workspace {
  /** Folder in the tree with the configuration that makes the workspace. */
  readonly path: string
  /** In the byte order of their paths, which is the order in which buf pairs them. */
  readonly modules: readonly Module[]
  /** Things worth saying that stop nothing, such as rule ids that were replaced. */
  readonly warnings: readonly string[]
}

export interface WorkspaceOptions {
  /**
   * Folder in the tree that was asked for; the root by default. When it lies in a workspace (a buf.work.yaml or a v2
   * buf.yaml in it or in a folder above), that is read, and only its modules at or below the folder are targets.
   */
  readonly target?: string
  /** Text of a buf.yaml to use instead of the one in the target folder. */
  readonly config?: string
}

/**
 * Reads the modules of a tree. Throws ConfigError with all problems.
 * A folder without any configuration is one unnamed module with v1 rules, as with buf.
 */
export function readWorkspace(tree: FileTree, options: WorkspaceOptions = {}): Workspace {
  throw new Error(`not built ${String(tree)} ${String(options)}`)
}
