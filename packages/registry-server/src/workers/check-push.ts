import { type CompileResult, compile, type Diagnostic } from '@wireproof/compiler'
import { buildManifest, type FileSet, findDependencySets } from '@wireproof/module'
import { b5OfManifest, digestHex } from '../manifest.ts'
import type { HeadSymbolsChange } from '../storage/symbol-store.ts'
import { type HeadSymbols, headSymbols } from '../symbols/head-symbols.ts'
import { symbolsChange } from '../symbols/symbols-change.ts'
import { judge } from './judge.ts'
import { unpackFiles } from './packed-files.ts'
import type { CheckedContent, Cut, CutJudgement, JobContent, JobHead, PushJob, PushVerdict } from './push-check.ts'

/**
 * Does all the computing of a push: which module depends on which, digests, compilation, and the comparison with the
 * heads of the labels that are to move. Pure: the same job gives the same verdict.
 */
export function checkPush(job: PushJob): PushVerdict {
  const contents = new Map(job.contents.map(({ key, files }) => [key, unpackFiles(files)]))
  const dependencies = new Map(job.dependencies.map(({ key, files }) => [key, unpackFiles(files)]))
  const found = findDependencySets(toProviders(contents), toProviders(dependencies))
  if (found.cycle.length > 0) return { kind: 'cycle', keys: found.cycle }
  if (found.ambiguous.length > 0) return { kind: 'ambiguous', paths: found.ambiguous.slice(0, job.maxEntries) }

  const providers = new Map([...dependencies, ...contents])
  const headDependencies = new Map(job.headDependencies.map(({ key, files }) => [key, unpackFiles(files)]))
  const b5 = new Map(job.dependencies.map((dependency) => [dependency.key, dependency.b5]))
  const byKey = new Map(job.contents.map((content) => [content.key, content]))
  const checked = found.order.map((key) => {
    const content = byKey.get(key) as JobContent
    const dependencyKeys = [...(found.sets.get(key) ?? [])]
    const files = contents.get(key) as FileSet
    const manifest = buildManifest(files)
    const filesDigest = digestHex(manifest)
    const digest = b5OfManifest(
      filesDigest,
      dependencyKeys.map((dependency) => b5.get(dependency) as string),
    )
    b5.set(key, digest)
    const next = new CompiledFiles(files, pick(providers, dependencyKeys))
    const comparison = compareWithHeads(content, digest, next, headDependencies, job.maxEntries)
    const errors = cut(next.result.diagnostics.filter(isError), job.maxEntries)
    return { key, dependencyKeys, manifest, filesDigest, b5: digest, errors, ...comparison }
  })
  return { kind: 'checked', contents: checked }
}

/** Files of a module, compiled with those of its dependencies. */
export class CompiledFiles {
  readonly result: CompileResult
  readonly #sets: readonly FileSet[]

  /** Own files win: that no dependency has the same path was made sure when the commit was pushed. */
  constructor(files: FileSet, dependencies: readonly FileSet[]) {
    this.#sets = [files, ...dependencies]
    const roots = [...files.keys()].filter((path) => path.endsWith('.proto')).sort()
    this.result = compile(roots, (path) => {
      for (const set of this.#sets) {
        const content = set.get(path)
        if (content !== undefined) return content
      }
      return undefined
    })
  }

  /** Undefined when they do not compile. */
  symbols(): HeadSymbols | undefined {
    const { image } = this.result
    return image && headSymbols(image, (path) => this.#sets.some((set) => set.has(path)))
  }
}

function compareWithHeads(
  content: JobContent,
  b5: string,
  next: CompiledFiles,
  headDependencies: ReadonlyMap<string, FileSet>,
  maxEntries: number,
): Pick<CheckedContent, 'judgements' | 'brokenHeads' | 'symbols'> {
  const judgements = new Map<string, CutJudgement>()
  const brokenHeads = new Map<string, Cut<Diagnostic>>()
  const { image } = next.result
  if (image === undefined) return { judgements, brokenHeads, symbols: undefined }
  let symbols = content.defaultHead === undefined ? firstSymbols(next) : undefined
  for (const head of content.heads) {
    if (head.b5 === b5) continue
    const prev = compileHead(head, headDependencies)
    if (prev.result.image === undefined) {
      brokenHeads.set(head.key, cut(prev.result.diagnostics.filter(isError), maxEntries))
      continue
    }
    if (head.key === content.defaultHead) symbols = changedSymbols(head.key, prev, next)
    const { blocked, warned } = judge(prev.result.image, image, content.policy)
    if (blocked.length + warned.length === 0) continue
    judgements.set(head.key, { blocked: cut(blocked, maxEntries), warned: cut(warned, maxEntries) })
  }
  return { judgements, brokenHeads, symbols }
}

function firstSymbols(next: CompiledFiles): HeadSymbolsChange | undefined {
  const symbols = next.symbols()
  const nothing = { declared: [], used: [] }
  return symbols && { fromCommitId: undefined, ...symbolsChange(nothing, symbols) }
}

function changedSymbols(head: string, prev: CompiledFiles, next: CompiledFiles): HeadSymbolsChange | undefined {
  const [before, after] = [prev.symbols(), next.symbols()]
  return before && after && { fromCommitId: head, ...symbolsChange(before, after) }
}

function compileHead(head: JobHead, headDependencies: ReadonlyMap<string, FileSet>): CompiledFiles {
  return new CompiledFiles(unpackFiles(head.files), pick(headDependencies, head.dependencyKeys))
}

function toProviders(sets: ReadonlyMap<string, FileSet>) {
  return Array.from(sets, ([key, files]) => ({ key, files }))
}

function pick(sets: ReadonlyMap<string, FileSet>, keys: readonly string[]): FileSet[] {
  return keys.map((key) => sets.get(key)).filter((set) => set !== undefined)
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

function cut<T>(entries: readonly T[], max: number): Cut<T> {
  return { entries: entries.slice(0, max), total: entries.length }
}
