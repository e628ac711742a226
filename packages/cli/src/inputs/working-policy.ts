import { defaultPolicy, type Policy } from '@wireproof/diff-engine'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { openFolderTree } from './folder-tree.ts'
import type { ConfigText } from './given-config.ts'
import type { InputTree } from './input-tree.ts'
import type { ModuleLint, SourceModule } from './source-input.ts'
import { openWorkspaceInput } from './workspace-input.ts'

/**
 * The policy for an input that carries none: that of the configuration from the command line, if there is one, or of the
 * buf.yaml in the working directory, else the default rules of v1, with the wireproof.yaml there. Source: observed
 * behaviour of buf. Throws a Failure when the configuration is wrong.
 */
export function workingPolicy(io: Pick<Io, 'cwd'>, config?: ConfigText): Policy {
  const module = workingModule(io, config, ['buf.yaml', 'wireproof.yaml'])
  if (module === undefined) return defaultPolicy('v1')
  if (module.policyErrors.length > 0) throw usageFailure(module.policyErrors.join('\n'))
  return module.policy
}

/** As `workingPolicy`, for the style rules; undefined when there is no configuration. */
export function workingLint(io: Pick<Io, 'cwd'>, config?: ConfigText): ModuleLint | undefined {
  return workingModule(io, config, ['buf.yaml'])?.lint
}

/** The module of the working directory as its configuration describes it; undefined when none of `files` is there. */
function workingModule(
  io: Pick<Io, 'cwd'>,
  config: ConfigText | undefined,
  files: readonly string[],
): SourceModule | undefined {
  const tree = openFolderTree('.', io.cwd)
  const own = files.map((name) => (tree.target === '' ? name : `${tree.target}/${name}`))
  if (config === undefined && own.every((path) => tree.read(path) === undefined)) return undefined
  return openWorkspaceInput(withoutFiles(tree), '.', config).modules[0]
}

/** The tree with its configuration alone: the files of the image are not there, and a module must have one. */
function withoutFiles(tree: InputTree): InputTree {
  return {
    ...tree,
    list: (folder) => [`${folder}/image.proto`],
    read: (path) => (path.endsWith('.proto') ? new Uint8Array() : tree.read(path)),
  }
}
