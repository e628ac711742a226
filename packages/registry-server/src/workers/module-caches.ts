import { type CompileCache, createCompileCache } from '@wireproof/compiler'

/**
 * What one thread keeps compiled from one job to the next, by module. A push mostly changes a few files of a module, and
 * the head that it is compared with is what the push before it left.
 *
 * Between jobs it holds no more than `maxSourceBytes` of texts; the modules that were used longest ago go first.
 */
export class ModuleCaches {
  readonly #maxSourceBytes: number
  /** The one that was used last is at the end. */
  readonly #caches = new Map<string, CompileCache>()

  constructor(maxSourceBytes: number) {
    this.#maxSourceBytes = maxSourceBytes
  }

  /** The cache of a module, which is empty for a new one. */
  of(module: string): CompileCache {
    const cache = this.#caches.get(module) ?? createCompileCache()
    this.#caches.delete(module)
    this.#caches.set(module, cache)
    return cache
  }

  /** The modules that there is a cache of. */
  modules(): string[] {
    return [...this.#caches.keys()]
  }

  /** Lets go of what is too much. To be called when a job is done. */
  trim(): void {
    const sizes = new Map(Array.from(this.#caches, ([module, cache]) => [module, cache.sourceSize]))
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    for (const [module, size] of sizes) {
      if (total <= this.#maxSourceBytes) return
      this.#caches.delete(module)
      total -= size
    }
  }
}
