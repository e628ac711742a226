import type { OwnPolicy } from '@wireproof/diff-engine'
import { buildOwnPolicy } from './config/build-own-policy.ts'
import { ConfigDocument } from './config/config-document.ts'
import { isWithin, joinPaths, pathWithin } from './config/relative-path.ts'
import { readWireproofYaml, WIREPROOF_YAML, type WireproofYaml } from './config/wireproof-yaml.ts'
import type { ConfigProblem } from './config-error.ts'
import type { FileTree } from './file-tree.ts'

/** What a wireproof.yaml has to be told of a module. */
export interface PolicyModule {
  /** The folder of the module's buf.yaml, in the tree. */
  readonly configFolder: string
  /** The module's folder, in the tree. */
  readonly path: string
  /** What import paths are relative to, in the tree. */
  readonly roots: readonly string[]
  /** `host/owner/module`. */
  readonly name: string | undefined
}

interface OpenedFile {
  readonly folder: string
  readonly document: ConfigDocument
  readonly content: WireproofYaml | undefined
  /** Entries of `modules` that a module was found for. */
  readonly used: Set<WireproofYaml['modules'][number]>
}

/**
 * The files named wireproof.yaml of one workspace. The one beside the module's own buf.yaml counts, and where there is
 * none the one of the workspace. Each is read once; what is wrong in them only a comparison has to mind.
 */
export class WireproofFiles {
  readonly #tree: FileTree
  readonly #workspace: string
  readonly #files = new Map<string, OpenedFile | undefined>()

  constructor(tree: FileTree, workspace: string) {
    this.#tree = tree
    this.#workspace = workspace
  }

  /** Our part of the policy of a module; undefined when no file says anything about it. */
  policyFor(module: PolicyModule): { own: OwnPolicy; errors: readonly ConfigProblem[] } | undefined {
    const file = this.#open(module.configFolder) ?? this.#open(this.#workspace)
    if (file?.content === undefined || !isWithin(module.path, file.folder)) return undefined
    const path = pathWithin(module.path, file.folder)
    const entries = file.content.modules.filter(
      (entry) => entry.path === path || (entry.name !== undefined && entry.name === module.name),
    )
    const [entry, other] = entries
    for (const one of entries) file.used.add(one)
    other?.node.report('this module is in "modules" twice, by its path and by its name; remove one of them')
    const breaking = entry?.breaking ?? file.content.breaking
    if (breaking === undefined) return undefined
    const roots = module.roots.map((root) => pathWithin(root, file.folder))
    return buildOwnPolicy(breaking, { path, roots, isOwn: entry?.breaking !== undefined })
  }

  /** What is wrong with the files themselves, once all modules were asked for. */
  problems(): ConfigProblem[] {
    return [...this.#files.values()].flatMap((file) => {
      if (file === undefined) return []
      const unused = file.content?.modules.filter((entry) => !file.used.has(entry)) ?? []
      return [
        ...file.document.problems,
        ...unused
          .filter(({ path, name }) => path !== undefined || name !== undefined)
          .map(({ path, name, node }) => {
            const what = name === undefined ? `in the folder "${path === '' ? '.' : path}"` : `named "${name}"`
            return node.problem(`there is no module ${what}; correct it, or remove the entry`)
          }),
      ]
    })
  }

  #open(folder: string): OpenedFile | undefined {
    if (this.#files.has(folder)) return this.#files.get(folder)
    const path = joinPaths(folder, WIREPROOF_YAML)
    const bytes = this.#tree.read(path)
    let file: OpenedFile | undefined
    if (bytes !== undefined) {
      const document = new ConfigDocument(path, bytes)
      file = { folder, document, content: readWireproofYaml(document), used: new Set() }
    }
    this.#files.set(folder, file)
    return file
  }
}
