import {
  type CompileCache,
  type CompileResult,
  compile,
  type Image,
  type ImageFile,
  type Resolver,
} from '@wireproof/compiler'
import { listUses, type Use } from '@wireproof/diff-engine'
import type { FileSet } from '@wireproof/module'
import { declaredSymbols } from '../symbols/declared-symbols.ts'
import { type HeadSymbols, headSymbols } from '../symbols/head-symbols.ts'

/** Files of a module, compiled with those of its dependencies; what they use is listed once, when it is asked for. */
export class CompiledFiles {
  readonly result: CompileResult
  readonly #sets: readonly FileSet[]
  #uses: readonly Use[] | undefined

  /**
   * Own files win: that no dependency has the same path was made sure when the commit was pushed. What the cache has of
   * them is not compiled again.
   */
  constructor(files: FileSet, dependencies: readonly FileSet[], cache: CompileCache) {
    this.#sets = [files, ...dependencies]
    const roots = [...files.keys()].filter((path) => path.endsWith('.proto')).sort()
    const resolve: Resolver = (path) => {
      for (const set of this.#sets) {
        const content = set.get(path)
        if (content !== undefined) return content
      }
      return undefined
    }
    cache.retain(resolve)
    const result = compile(roots, resolve, { cache })
    // Of what only dependencies declare the compiler asks no more than that it can be used; but two types of one name
    // can be told apart by nobody who reads the module. As roots their files are held to it.
    const conflicting = result.image === undefined ? [] : conflictingPaths(result.image)
    this.result = conflicting.length === 0 ? result : compile([...roots, ...conflicting], resolve)
  }

  /** Undefined when they do not compile. */
  get image(): Image | undefined {
    return this.result.image
  }

  /** Undefined when they do not compile. */
  symbols(): HeadSymbols | undefined {
    return this.image && headSymbols(this.image, (path) => this.#sets.some((set) => set.has(path)))
  }

  /** Numbers and names of messages and enums; none when they do not compile. */
  uses(): readonly Use[] {
    this.#uses ??= this.image === undefined ? [] : listUses(this.image)
    return this.#uses
  }
}

/** Paths of files that declare what another one declares, too. */
function conflictingPaths(image: Image): string[] {
  const own: Image = { files: image.files.map((file): ImageFile => ({ ...file, isImport: false })) }
  const pathOf = new Map<string, string>()
  const conflicting = new Set<string>()
  for (const { kind, name, path } of declaredSymbols(own)) {
    if (kind === 'file') continue
    const other = pathOf.get(name)
    if (other === undefined) pathOf.set(name, path)
    else conflicting.add(other).add(path)
  }
  return [...conflicting].sort()
}
