import { type CompileCache, type CompileResult, compile, type Image, type Resolver } from '@wireproof/compiler'
import { listUses, type Use } from '@wireproof/diff-engine'
import type { FileSet } from '@wireproof/module'
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
    this.result = compile(roots, resolve, { cache })
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
