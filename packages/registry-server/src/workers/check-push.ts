import type { CompileCache, Diagnostic } from '@wireproof/compiler'
import { findReused, type Reuse } from '@wireproof/diff-engine'
import { buildManifest, type FileSet, findDependencySets } from '@wireproof/module'
import { b5OfManifest, digestHex } from '../manifest.ts'
import type { HeadSymbolsChange } from '../storage/symbol-store.ts'
import { retiredRows, toHistory } from '../symbols/retired-uses.ts'
import { symbolsChange } from '../symbols/symbols-change.ts'
import { CompiledFiles } from './compiled-files.ts'
import { type Cut, cut } from './cut.ts'
import { type Judgement, judge } from './judge.ts'
import { judgeStyle, onlyNew } from './judge-style.ts'
import { ModuleCaches } from './module-caches.ts'
import { unpackFiles } from './packed-files.ts'
import {
  type CheckedContent,
  type CutJudgement,
  type JobContent,
  type JobHead,
  NO_HEAD,
  type PushJob,
  type PushVerdict,
} from './push-check.ts'

/**
 * Does all the computing of a push: which module depends on which, digests, compilation, and the comparison with the
 * heads of the labels that are to move. The same job gives the same verdict, whatever is in `caches`.
 */
export function checkPush(job: PushJob, caches = new ModuleCaches(0)): PushVerdict {
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
    const cache = caches.of(key)
    const next = new CompiledFiles(files, pick(providers, dependencyKeys), cache)
    const comparison = compareWithHeads(content, digest, { next, headDependencies, cache }, job.maxEntries)
    const errors = cut(next.result.diagnostics.filter(isError), job.maxEntries)
    return { key, dependencyKeys, manifest, filesDigest, b5: digest, errors, ...comparison }
  })
  return { kind: 'checked', contents: checked }
}

/** What heads are compared with, and what they are compiled with. */
interface Compared {
  readonly next: CompiledFiles
  readonly headDependencies: ReadonlyMap<string, FileSet>
  readonly cache: CompileCache
}

function compareWithHeads(
  content: JobContent,
  b5: string,
  { next, headDependencies, cache }: Compared,
  maxEntries: number,
): Comparison {
  const judgements = new Map<string, CutJudgement>()
  const brokenHeads = new Map<string, Cut<Diagnostic>>()
  const retired = new Map<string, string>()
  const reuses = new Map<string, readonly Reuse<string>[]>()
  const { image } = next
  const style = new Map<string, CutJudgement>()
  if (image === undefined) return { judgements, brokenHeads, style, retired, reuses, symbols: undefined }
  const nextStyle = judgeStyle(image, content.lint)
  addJudgement(style, NO_HEAD, nextStyle, maxEntries)
  let symbols = content.defaultHead === undefined ? firstSymbols(next) : undefined
  for (const head of content.heads) {
    if (head.b5 === b5) continue
    const prev = compileHead(head, headDependencies, cache)
    if (prev.image === undefined) {
      brokenHeads.set(head.key, cut(prev.result.diagnostics.filter(isError), maxEntries))
      continue
    }
    if (head.key === content.defaultHead) symbols = changedSymbols(head.key, prev, next)
    retired.set(head.key, retiredRows(prev.uses(), next.uses()))
    for (const label of content.labels) {
      if (label.head !== head.key || label.retired.length === 0) continue
      const found = findReused(toHistory(label.retired), prev.uses(), next.uses())
      const known = found.filter(({ rule }) => content.policy.some(({ actions }) => actions.has(rule)))
      if (known.length > 0) reuses.set(label.name, known)
    }
    addJudgement(judgements, head.key, judge(prev.image, image, content.policy), maxEntries)
    addJudgement(style, head.key, onlyNew(nextStyle, judgeStyle(prev.image, content.lint)), maxEntries)
  }
  return { judgements, brokenHeads, style, retired, reuses, symbols }
}

function addJudgement(
  judgements: Map<string, CutJudgement>,
  key: string,
  { blocked, warned }: Judgement,
  maxEntries: number,
): void {
  if (blocked.length + warned.length === 0) return
  judgements.set(key, { blocked: cut(blocked, maxEntries), warned: cut(warned, maxEntries) })
}

type Comparison = Pick<CheckedContent, 'judgements' | 'brokenHeads' | 'style' | 'retired' | 'reuses' | 'symbols'>

function firstSymbols(next: CompiledFiles): HeadSymbolsChange | undefined {
  const symbols = next.symbols()
  const nothing = { declared: [], used: [] }
  return symbols && { fromCommitId: undefined, ...symbolsChange(nothing, symbols) }
}

function changedSymbols(head: string, prev: CompiledFiles, next: CompiledFiles): HeadSymbolsChange | undefined {
  const [before, after] = [prev.symbols(), next.symbols()]
  return before && after && { fromCommitId: head, ...symbolsChange(before, after) }
}

function compileHead(
  head: JobHead,
  headDependencies: ReadonlyMap<string, FileSet>,
  cache: CompileCache,
): CompiledFiles {
  return new CompiledFiles(unpackFiles(head.files), pick(headDependencies, head.dependencyKeys), cache)
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
