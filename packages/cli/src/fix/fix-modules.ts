import { compile, createCompileCache } from '@wireproof/compiler'
import { diff } from '@wireproof/diff-engine'
import { type Compiled, type FixedFinding, fixSources, type Sources } from '@wireproof/diff-engine/fixes'
import { checkPolicyOf, type PolicyOptions } from '../check/check-policy.ts'
import type { Sides } from '../check/compile-sides.ts'
import { orExplainConflict } from '../check/explain-conflict.ts'
import { pairInputs } from '../check/pair-inputs.ts'
import type { ModulePair } from '../check/pair-modules.ts'
import type { CompiledInput } from '../inputs/compiled-input.ts'

/** What fixing one module came to. */
export interface FixedModule {
  /** Text of the module's files by import path, as they were and as they are to be. */
  readonly before: Sources
  readonly after: Sources
  readonly fixed: readonly FixedFinding[]
}

/**
 * Fixes what can be fixed in the modules of the newer side, one after the other; nothing is written. What comes out
 * compiles, with all modules of the input. Throws a Failure for a side that declares something twice.
 */
export function fixModules(sides: Sides, options: PolicyOptions): FixedModule[] {
  const fixedModules: FixedModule[] = []
  /** The files of the modules that are done. */
  const done = new Map<string, string | undefined>()
  for (const pair of pairInputs(sides).pairs) {
    const fixed = fixModule(sides, pair, done, options)
    for (const path of fixed.before.keys()) done.set(path, fixed.after.get(path))
    for (const [path, text] of fixed.after) done.set(path, text)
    fixedModules.push(fixed)
  }
  return fixedModules
}

function fixModule(
  sides: Sides,
  { prev, next }: ModulePair,
  done: ReadonlyMap<string, string | undefined>,
  options: PolicyOptions,
): FixedModule {
  const policy = checkPolicyOf(next, options)
  const own = next.image.files.filter(({ isImport }) => !isImport).map(({ path }) => path)
  const before = new Map(own.flatMap((path) => textEntry(sides.next, path)))
  const ownPrev = new Set(prev.image.files.filter(({ isImport }) => !isImport).map(({ path }) => path))
  const others = (sides.next.image?.files ?? []).filter((file) => !file.isImport && !before.has(file.path))
  const caches = [createCompileCache(), createCompileCache()] as const
  const compileAll = (sources: Sources): Compiled => {
    const resolve = (path: string) => {
      if (sources.has(path) || before.has(path)) return sources.get(path)
      return done.has(path) ? done.get(path) : sides.next.resolve(path)
    }
    const paths = [...sources.keys()].sort()
    const alone = compile(paths, resolve, { cache: caches[0] })
    const rest = others.map(({ path }) => path).filter((path) => !done.has(path) || done.get(path) !== undefined)
    if (alone.image === undefined || rest.length === 0) return alone
    // Modules that import this one must still compile too.
    const all = compile([...paths, ...rest], resolve, { cache: caches[1] })
    return all.image === undefined ? all : alone
  }
  const { sources, fixed } = fixSources(before, next.image, {
    prev: prev.image,
    prevText: (path) => (ownPrev.has(path) ? textOf(sides.prev, path) : undefined),
    compile: compileAll,
    check: (image) => orExplainConflict(sides, () => diff(prev.image, image, policy)),
  })
  return { before, after: sources, fixed }
}

function textEntry(input: CompiledInput, path: string): [string, string][] {
  const text = textOf(input, path)
  return text === undefined ? [] : [[path, text]]
}

/** The text of a file, with a byte order mark if it has one: places count it. */
export function textOf(input: CompiledInput, path: string): string | undefined {
  const content = input.resolve(path)
  if (content === undefined || typeof content === 'string') return content
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)
}
