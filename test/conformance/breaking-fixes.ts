import { compile, createCompileCache } from '@wireproof/compiler'
import { diff, type Finding, type Policy } from '@wireproof/diff-engine'
import { fixSources } from '@wireproof/diff-engine/fixes'
import type { BreakingCase } from './breaking-against-buf.ts'

/** A case whose next side was fixed, and what was still found then. */
export interface FixedCase {
  readonly fixed: BreakingCase
  readonly before: readonly Finding[]
  readonly remaining: readonly Finding[]
}

/** Fixes the next side of a case as a check with `--fix` does; undefined for a case that does not compile. */
export function fixCase({ name, prev, next }: BreakingCase, policy: Policy): FixedCase | undefined {
  const cache = createCompileCache()
  const compileAll = (files: ReadonlyMap<string, string>) =>
    compile([...files.keys()], (path) => files.get(path), { cache })
  const [before, after] = [prev, next].map((files) => compileAll(new Map(Object.entries(files))).image)
  if (before === undefined || after === undefined) return undefined
  const { sources, remaining } = fixSources(new Map(Object.entries(next)), after, {
    prev: before,
    prevText: (path) => prev[path],
    compile: compileAll,
    check: (image) => diff(before, image, policy),
  })
  return { fixed: { name, prev, next: Object.fromEntries(sources) }, before: diff(before, after, policy), remaining }
}
