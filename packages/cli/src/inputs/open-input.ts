import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Io } from '../io.ts'
import type { Registries } from '../registry/registry.ts'
import { openFolderTree } from './folder-tree.ts'
import type { ConfigText } from './given-config.ts'
import { type InputSpec, parseInputSpec } from './input-spec.ts'
import type { OpenedInput } from './source-input.ts'
import { openWorkspaceInput } from './workspace-input.ts'

/** An input as the user wrote it, and what that means. */
export interface NamedInput {
  readonly text: string
  readonly spec: InputSpec
}

/** Parses an input of the command line. Throws a Failure. */
export function parseInput(text: string, io: Pick<Io, 'cwd'>): NamedInput {
  const isFolder = (path: string) => statSync(resolve(io.cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false
  return { text, spec: parseInputSpec(text, isFolder) }
}

/**
 * Opens an input of any kind, loading only what that kind needs. `config` takes the place of its own configuration, where
 * an input has one. Rejects with a Failure.
 */
export async function openInput(
  { text, spec }: NamedInput,
  io: Io,
  registries: Registries,
  config?: ConfigText,
): Promise<OpenedInput> {
  switch (spec.kind) {
    case 'folder':
      return openWorkspaceInput(openFolderTree(spec.path, io.cwd), text, config)
    case 'git': {
      const { openGitTree } = await import('./git-tree.ts')
      return openWorkspaceInput(openGitTree(spec, text, io), text, config)
    }
    case 'archive': {
      const { openArchiveTree } = await import('./archive-tree.ts')
      return openWorkspaceInput(await openArchiveTree(spec, text, io.cwd), text, config)
    }
    case 'image': {
      const { openImageInput } = await import('./image-input.ts')
      return openImageInput(spec.path, io)
    }
    case 'module': {
      const { openModuleInput } = await import('./module-input.ts')
      return openModuleInput(spec.reference, registries)
    }
  }
}
