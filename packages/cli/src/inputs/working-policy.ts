import { defaultPolicy, type Policy } from '@wireproof/diff-engine'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { openFolderTree } from './folder-tree.ts'
import type { ConfigText } from './given-config.ts'
import type { InputTree } from './input-tree.ts'
import { openWorkspaceInput } from './workspace-input.ts'

/**
 * The policy for an input that carries none: that of the configuration from the command line, if there is one, or of the
 * buf.yaml in the working directory, else the default rules of v1, with the wireproof.yaml there. Source: observed
 * behaviour of buf. Throws a Failure when the configuration is wrong.
 */
export function workingPolicy(io: Pick<Io, 'cwd'>, config?: ConfigText): Policy {
  const tree = openFolderTree('.', io.cwd)
  const own = ['buf.yaml', 'wireproof.yaml'].map((name) => (tree.target === '' ? name : `${tree.target}/${name}`))
  if (config === undefined && own.every((path) => tree.read(path) === undefined)) return defaultPolicy('v1')
  const [module] = openWorkspaceInput(withoutFiles(tree), '.', config).modules
  if (module === undefined) return defaultPolicy('v1')
  if (module.policyErrors.length > 0) throw usageFailure(module.policyErrors.join('\n'))
  return module.policy
}

/** The tree with its configuration alone: the files of the image are not there, and a module must have one. */
function withoutFiles(tree: InputTree): InputTree {
  return {
    ...tree,
    list: (folder) => [`${folder}/image.proto`],
    read: (path) => (path.endsWith('.proto') ? new Uint8Array() : tree.read(path)),
  }
}
