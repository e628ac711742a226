import type { Image } from '@wireproof/compiler'
import type { Policy } from '@wireproof/diff-engine'
import type { LintPolicy } from '@wireproof/lint-engine'
import type { FileSet, LockedDependency, ModuleName, ModuleReference } from '@wireproof/module'
import type { Registries } from '../registry/registry.ts'

/** The style rules that a module says, and what is wrong with them, ready to be shown. */
export interface ModuleLint {
  readonly policy: LintPolicy
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/** A module whose files have been read, wherever from. */
export interface SourceModule {
  readonly name: ModuleName | undefined
  /** Folder in the workspace, to tell unnamed modules apart; empty for its root. */
  readonly path: string
  /** By import path. */
  readonly files: FileSet
  readonly policy: Policy
  /** What makes the policy unusable, ready to be shown; only a check minds. */
  readonly policyErrors: readonly string[]
  readonly policyWarnings: readonly string[]
  /** Undefined for a module that carries no configuration. */
  readonly lint: ModuleLint | undefined
  /** Direct dependencies as written. */
  readonly deps: readonly ModuleReference[]
  /** All dependencies as pinned by buf.lock. */
  readonly locked: readonly LockedDependency[]
  /** False for a module that is here only because the others may import it. */
  readonly isTarget: boolean
  /** What the user knows one of `files` by. */
  show(importPath: string): string
  /** What the flags for paths know one of `files` by: see `InputFile`. */
  flagPath(importPath: string): string
}

/** An input made of .proto files. */
export interface SourceInput {
  readonly kind: 'sources'
  /** What the user calls it. */
  readonly label: string
  readonly modules: readonly SourceModule[]
  /** Files of modules elsewhere that the modules may import, by import path. Rejects with a Failure. */
  loadDependencies(registries: Registries): Promise<FileSet>
}

/** An input that is compiled already. */
export interface ImageInput {
  readonly kind: 'image'
  readonly label: string
  readonly image: Image
}

export type OpenedInput = SourceInput | ImageInput
