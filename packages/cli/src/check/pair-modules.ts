import type { CompiledInput, CompiledModule } from '../inputs/compiled-input.ts'

/** A module and its older self. */
export interface ModulePair {
  readonly next: CompiledModule
  readonly prev: CompiledModule
}

export interface Pairing {
  readonly pairs: readonly ModulePair[]
  /** Modules that have no older self: they are new. */
  readonly added: readonly CompiledModule[]
  /** Modules that are gone. */
  readonly removed: readonly CompiledModule[]
}

/**
 * Finds the older self of each module: by name, and where a side has no name, by folder. One module against one module
 * is always a pair, whatever they are called. Never by position, so that a new module shifts nothing.
 */
export function pairModules(prev: readonly CompiledModule[], next: readonly CompiledModule[]): Pairing {
  const [onlyPrev, onlyNext] = [prev[0], next[0]]
  if (onlyPrev !== undefined && onlyNext !== undefined && prev.length === 1 && next.length === 1) {
    return { pairs: [{ prev: onlyPrev, next: onlyNext }], added: [], removed: [] }
  }
  const left = new Set(prev)
  const pairs = new Map<CompiledModule, CompiledModule>()
  const match = (isSame: (prev: CompiledModule, next: CompiledModule) => boolean) => {
    for (const module of next) {
      if (pairs.has(module)) continue
      const found = [...left].find((other) => isSame(other, module))
      if (found === undefined) continue
      pairs.set(module, found)
      left.delete(found)
    }
  }
  match((a, b) => a.name !== undefined && a.name === b.name)
  match((a, b) => (a.name === undefined || b.name === undefined) && a.path === b.path)
  return {
    pairs: [...pairs].map(([module, older]) => ({ prev: older, next: module })),
    added: next.filter((module) => !pairs.has(module)),
    removed: [...left],
  }
}

/** An input as a single module, for a comparison with an image, in which modules cannot be told apart. */
export function mergeModules({ image, modules }: CompiledInput): CompiledModule[] {
  const [first] = modules
  return first === undefined || image === undefined ? [] : [{ ...first, image }]
}

/** What a module is called in notes. */
export function describeModule({ name, path }: Pick<CompiledModule, 'name' | 'path'>): string {
  return name ?? (path === '' ? 'the module' : `the module in ${path}`)
}
