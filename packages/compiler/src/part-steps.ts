import { wellKnownTypes } from './gen/well-known-types.ts'
import type { Resolver } from './resolver.ts'

/** Some roots, one behind the other, and what the steps after them need of all that was compiled by then. */
export interface PartStep {
  readonly roots: readonly string[]
  /** Import paths. A file that is missing here is only compiled once more. */
  readonly needed: ReadonlySet<string>
}

/**
 * Text that is compiled in one step. What it takes to compile it, fifteen times as much memory, is garbage when the step is
 * done, but for what later steps import. Shorter steps cost more than they save: each one looks at its imports again.
 */
export const STEP_BYTES = 1_000_000

/** Where import statements are looked for: the head of a file, behind its licence and what it says of itself. */
const HEAD_BYTES = 8_192

/** Cuts roots into steps of about `stepBytes` of text each; none is empty. */
export function planSteps(roots: readonly string[], resolve: Resolver, stepBytes: number): readonly PartStep[] {
  const steps = cut(roots, stepBytes, (path) => resolve(path)?.length ?? 0)
  const importsOf = createImportReader(resolve)
  const lastNeeded = new Map<string, number>()
  for (const [index, step] of steps.entries()) {
    const open = [...step]
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (lastNeeded.get(path) === index) continue
      lastNeeded.set(path, index)
      open.push(...importsOf(path))
    }
  }
  return steps.map((step, index) => {
    const needed = [...lastNeeded].filter(([, last]) => last > index).map(([path]) => path)
    return { roots: step, needed: new Set(needed) }
  })
}

function cut(paths: readonly string[], stepBytes: number, weigh: (path: string) => number): string[][] {
  const steps: string[][] = []
  let weight = stepBytes
  for (const path of paths) {
    if (weight >= stepBytes) {
      steps.push([])
      weight = 0
    }
    steps.at(-1)?.push(path)
    // An empty file fills a step, too: there are no more steps than files.
    weight += Math.max(weigh(path), 1)
  }
  return steps
}

/** A guess that costs little: it finds what stands at the start of a line, which is where people write imports. */
const IMPORT = /^import\s+(?:(?:public|weak|option)\s+)?["']([^"'\n]+)["']/gm

function createImportReader(resolve: Resolver): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  const decoder = new TextDecoder('latin1')
  return (path) => {
    const found = known.get(path)
    if (found !== undefined) return found
    const content = resolve(path) ?? wellKnownTypes.get(path) ?? ''
    const head =
      typeof content === 'string' ? content.slice(0, HEAD_BYTES) : decoder.decode(content.subarray(0, HEAD_BYTES))
    const imports = Array.from(head.matchAll(IMPORT), ([, imported = '']) => imported)
    known.set(path, imports)
    return imports
  }
}
